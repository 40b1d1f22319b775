package io.github.smsgist.token;

/**
 * What a token is put together from.
 *
 * @param nonce what was random: the initialisation vector, or the salt in the
 * {@link TokenLayout#SALTED salted} layout
 * @param ciphertext the encrypted client secret
 * @param tag what authenticates the rest: the tag of GCM, Laravel's MAC, or empty
 */
record TokenParts(byte[] nonce, byte[] ciphertext, byte[] tag) {

}
