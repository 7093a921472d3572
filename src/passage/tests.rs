//! Quotations of every kind beside their sources.
