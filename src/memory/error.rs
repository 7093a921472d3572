/// What can go wrong with the memory as a machine.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Another process holds the memory and did not let go in time.
    #[error("another tilmach is writing to this memory")]
    Busy,
    /// The file is a database, but not one of ours, or no database at all.
    #[error("this file is not a translation memory of tilmach")]
    NotAMemory,
    /// The memory was made by a newer program.
    #[error(
        "the memory has form {found}, and this program knows forms up to {known}: use the newer tilmach"
    )]
    Newer {
        /// The form of the file.
        found: i64,
        /// The newest form this program knows.
        known: i64,
    },
    /// The memory has an older form, and it was opened for reading only.
    #[error(
        "the memory has the older form {found}: run `tilmach run` or `tilmach import` once to bring it up to date"
    )]
    Older {
        /// The form of the file.
        found: i64,
    },
    /// Something stored cannot be what we stored.
    #[error(
        "the memory is damaged ({0}); keep the file, and put back a backup or run `tilmach memory rebuild`"
    )]
    Damaged(String),
    /// The disk is full, or cannot be written.
    #[error("the disk is full or cannot be written")]
    Full,
    /// The engine failed.
    #[error("the memory cannot be read or written")]
    Engine(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::{ErrorCode, ffi};
        // A disk that is full while the journal grows is told as a fault of
        // reading and writing; which step failed says what it was.
        let full = [
            ffi::SQLITE_IOERR_WRITE,
            ffi::SQLITE_IOERR_FSYNC,
            ffi::SQLITE_IOERR_TRUNCATE,
            ffi::SQLITE_IOERR_SHMSIZE,
            ffi::SQLITE_IOERR_SHMOPEN,
            ffi::SQLITE_IOERR_SHMMAP,
        ];
        if error
            .sqlite_extended_error_code()
            .is_some_and(|code| full.contains(&code))
        {
            return Error::Full;
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Busy,
            Some(ErrorCode::NotADatabase) => Error::NotAMemory,
            Some(ErrorCode::DiskFull) => Error::Full,
            Some(ErrorCode::DatabaseCorrupt) => Error::Damaged(error.to_string()),
            _ => Error::Engine(error),
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Error::Damaged(error.to_string())
    }
}
