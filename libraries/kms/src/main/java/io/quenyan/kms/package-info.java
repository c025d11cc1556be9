/// Keys of key management systems: what services and the command line ask of them, whichever it is.
///
/// This is the port and its values. The adapters are in the sub-packages, which depend on this one and
/// never the reverse: `file` (a key ring on disk, provider `local`), `aws`, `hsm`. All of them pass one
/// contract test.
///
/// Whoever gets no answer has no key: nothing here falls back to an older key, another key or none.
@NullMarked
package io.quenyan.kms;

import org.jspecify.annotations.NullMarked;
