package io.quenyan.kms;

/// A data key that was just made.
///
/// @param plain in the clear, for as long as it is used
/// @param wrapped to be kept
public record NewDataKey(DataKey plain, WrappedKey wrapped) implements AutoCloseable {

    /// Wipes the key in the clear.
    @Override
    public void close() {
        plain.close();
    }
}
