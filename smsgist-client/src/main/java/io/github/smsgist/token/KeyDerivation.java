package io.github.smsgist.token;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Functions that derive a number of bytes from a password and a salt.
 */
final class KeyDerivation {

	private static final int SALSA_BLOCK = 16;

	private KeyDerivation() {
	}

	/**
	 * Derive bytes with OpenSSL's {@code EVP_BytesToKey} and one round, as CryptoJS does.
	 */
	static byte[] bytesToKey(String digestAlgorithm, byte[] password, byte[] salt, int length)
			throws GeneralSecurityException {
		MessageDigest digest = MessageDigest.getInstance(digestAlgorithm);
		ByteArrayOutputStream derived = new ByteArrayOutputStream();
		byte[] block = {};
		while (derived.size() < length) {
			digest.update(block);
			digest.update(password);
			block = digest.digest(salt);
			derived.writeBytes(block);
		}
		return Arrays.copyOf(derived.toByteArray(), length);
	}

	/**
	 * Derive bytes with PBKDF2 (RFC 8018). The JDK's implementation only accepts a text
	 * as password.
	 */
	static byte[] pbkdf2(String macAlgorithm, byte[] password, byte[] salt, int iterations, int length)
			throws GeneralSecurityException {
		ByteArrayOutputStream derived = new ByteArrayOutputStream();
		for (int block = 1; derived.size() < length; block++) {
			Mac mac = mac(macAlgorithm, password);
			mac.update(salt);
			byte[] round = mac.doFinal(ByteBuffer.allocate(Integer.BYTES).putInt(block).array());
			byte[] sum = round.clone();
			for (int i = 1; i < iterations; i++) {
				round = mac.doFinal(round);
				for (int j = 0; j < sum.length; j++) {
					sum[j] ^= round[j];
				}
			}
			derived.writeBytes(sum);
		}
		return Arrays.copyOf(derived.toByteArray(), length);
	}

	/**
	 * Derive bytes with scrypt (RFC 7914), without parallelization.
	 */
	static byte[] scrypt(byte[] password, byte[] salt, int cost, int blockSize, int length)
			throws GeneralSecurityException {
		ByteBuffer bytes = ByteBuffer.wrap(pbkdf2("HmacSHA256", password, salt, 1, 128 * blockSize))
			.order(ByteOrder.LITTLE_ENDIAN);
		int[] block = new int[32 * blockSize];
		bytes.asIntBuffer().get(block);
		int[][] memory = new int[cost][];
		for (int i = 0; i < cost; i++) {
			memory[i] = block;
			block = mix(block);
		}
		for (int i = 0; i < cost; i++) {
			int[] chosen = memory[block[block.length - SALSA_BLOCK] & (cost - 1)];
			for (int j = 0; j < block.length; j++) {
				block[j] ^= chosen[j];
			}
			block = mix(block);
		}
		bytes.asIntBuffer().put(block);
		return pbkdf2("HmacSHA256", password, bytes.array(), 1, length);
	}

	private static int[] mix(int[] block) {
		int[] mixed = new int[block.length];
		int[] last = Arrays.copyOfRange(block, block.length - SALSA_BLOCK, block.length);
		int half = block.length / 2;
		for (int start = 0; start < block.length; start += SALSA_BLOCK) {
			for (int j = 0; j < SALSA_BLOCK; j++) {
				last[j] ^= block[start + j];
			}
			salsa(last);
			int target = start / 2 / SALSA_BLOCK * SALSA_BLOCK + ((start / SALSA_BLOCK % 2 != 0) ? half : 0);
			System.arraycopy(last, 0, mixed, target, SALSA_BLOCK);
		}
		return mixed;
	}

	/**
	 * Salsa20/8 core.
	 */
	private static void salsa(int[] block) {
		int[] x = block.clone();
		for (int round = 0; round < 4; round++) {
			for (int i = 0; i < 4; i++) {
				quarterRound(x, 5 * i % 16, (5 * i + 4) % 16, (5 * i + 8) % 16, (5 * i + 12) % 16);
			}
			for (int i = 0; i < 4; i++) {
				int row = 4 * i;
				quarterRound(x, row + i, row + (i + 1) % 4, row + (i + 2) % 4, row + (i + 3) % 4);
			}
		}
		for (int i = 0; i < SALSA_BLOCK; i++) {
			block[i] += x[i];
		}
	}

	private static void quarterRound(int[] x, int a, int b, int c, int d) {
		x[b] ^= Integer.rotateLeft(x[a] + x[d], 7);
		x[c] ^= Integer.rotateLeft(x[b] + x[a], 9);
		x[d] ^= Integer.rotateLeft(x[c] + x[b], 13);
		x[a] ^= Integer.rotateLeft(x[d] + x[c], 18);
	}

	static Mac mac(String algorithm, byte[] key) throws GeneralSecurityException {
		Mac mac = Mac.getInstance(algorithm);
		mac.init(new SecretKeySpec(key, algorithm));
		return mac;
	}

}
