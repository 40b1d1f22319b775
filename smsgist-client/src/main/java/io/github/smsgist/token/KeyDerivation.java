package io.github.smsgist.token;

import java.security.GeneralSecurityException;

/**
 * Derives key and initialisation vector from a passphrase and a salt.
 */
@FunctionalInterface
interface KeyDerivation {

	KeyMaterial derive(String passphrase, byte[] salt) throws GeneralSecurityException;

}
