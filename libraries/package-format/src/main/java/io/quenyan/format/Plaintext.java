package io.quenyan.format;

/// A payload frame that is yet to be written where it will be sealed.
interface Plaintext {

    /// In bytes.
    int length();

    void write(byte[] out, int at);
}
