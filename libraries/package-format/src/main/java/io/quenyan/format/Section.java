package io.quenyan.format;

/// Ids of the sections in a payload, in the order in which they are written.
final class Section {

    static final int STREAM_HEADER = 0x0001;
    static final int COMPRESSION = 0x0002;
    static final int TOKENS = 0x0003;
    static final int STRING_TABLE = 0x0004;
    static final int PAYLOADS = 0x0005;
    static final int FIRST_CHANNEL = 0x0101;
    static final int SOURCE_MAP = 0x0006;
    static final int METADATA = 0x0007;

    /// Flag of [#STREAM_HEADER].
    static final int HAS_SOURCE_MAP = 1;

    /// `u16 id, u16 flags, u32 length`, little-endian.
    static final int HEADER = 8;

    private Section() {}
}
