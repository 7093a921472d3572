//! One process at a time writes a project.

use std::fs::{File, TryLockError};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use super::Office;
use crate::cli::ui::Ui;

/// Holds the project for one process; let go when it is dropped.
pub(crate) struct Lock {
    _file: File,
}

impl Office {
    /// Takes the project for this process alone; waits for another tilmach.
    pub(crate) fn lock(&self, ui: &mut Ui) -> anyhow::Result<Lock> {
        let folder = self.memory_folder();
        std::fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        let mut path = self.memory().into_os_string();
        path.push(".lock");
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .with_context(|| PathBuf::from(&path).display().to_string())?;
        let start = Instant::now();
        let mut told = false;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Lock { _file: file }),
                Err(TryLockError::WouldBlock) if start.elapsed() < self.wait => {
                    if !told {
                        ui.remark("Another tilmach is at work on this memory. Waiting for it …");
                        told = true;
                    }
                    std::thread::sleep(Duration::from_millis(50));
                }
                Err(TryLockError::WouldBlock) => bail!(
                    "another tilmach is at work on this memory; nothing was done. Try again when it has finished, or give it more time with --wait SECONDS"
                ),
                Err(TryLockError::Error(error)) => {
                    return Err(error).context("cannot take hold of the memory");
                }
            }
        }
    }
}
