/// Provider `hsm`: keys of a hardware security module, by PKCS #11 and the JDK's SunPKCS11.
@NullMarked
package io.quenyan.kms.hsm;

import org.jspecify.annotations.NullMarked;
