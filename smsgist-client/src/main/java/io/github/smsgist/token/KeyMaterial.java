package io.github.smsgist.token;

/**
 * What the cipher is initialised with.
 *
 * @param key 32 bytes
 * @param iv the initialisation vector
 */
record KeyMaterial(byte[] key, byte[] iv) {

}
