//! What a link carries is unpacked, up to the size of the largest document.

use base64ct::{Base64UrlUnpadded, Encoding};
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_zlib_with_limit};

use super::LinkError;
use crate::exchange::document;

/// The document that a link carries.
///
/// # Errors
/// Why there is none; whether it is a valid one is not looked at.
pub fn unpack(packed: &str) -> Result<String, LinkError> {
    let bytes = Base64UrlUnpadded::decode_vec(packed).map_err(|_| {
        // Cut off at any character but every fourth, it is no base64 either.
        let whole =
            packed.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_'));
        if whole { LinkError::CutOff } else { LinkError::Changed }
    })?;
    let inflated = decompress_to_vec_zlib_with_limit(&bytes, document::LARGEST);
    let bytes = inflated.map_err(|stopped| {
        if stopped.status == TINFLStatus::FailedCannotMakeProgress {
            LinkError::CutOff
        } else if stopped.status == TINFLStatus::HasMoreOutput {
            LinkError::TooLarge
        } else {
            LinkError::Changed
        }
    })?;
    String::from_utf8(bytes).map_err(|_| LinkError::Changed)
}
