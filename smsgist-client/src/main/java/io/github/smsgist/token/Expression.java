package io.github.smsgist.token;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Expression of named parts, such as {@code hex(iv):hex(ciphertext)}. It writes bytes
 * and, if it consists of parts, literals and encodings, reads them.
 */
sealed interface Expression {

	/**
	 * The only part of variable length.
	 */
	String CIPHERTEXT = "ciphertext";

	byte[] write(Scope scope) throws GeneralSecurityException;

	/**
	 * Add the parts of the given bytes to the scope, without checking the bytes: the
	 * caller writes the parts again and compares.
	 */
	default void read(byte[] bytes, Scope scope) throws GeneralSecurityException {
	}

	default boolean hasCiphertext() {
		return false;
	}

	/**
	 * Scope of an evaluation.
	 *
	 * @param parts the parts by name
	 * @param length the required number of bytes, for functions of variable length
	 */
	record Scope(Map<String, byte[]> parts, int length) {

		byte[] part(String name) {
			return Objects.requireNonNull(this.parts.get(name), name);
		}

	}

	/**
	 * Constant bytes.
	 */
	record Literal(byte[] bytes) implements Expression {

		@Override
		public byte[] write(Scope scope) {
			return this.bytes;
		}

	}

	/**
	 * Named part.
	 */
	record Part(String name) implements Expression {

		@Override
		public byte[] write(Scope scope) {
			return scope.part(this.name);
		}

		@Override
		public void read(byte[] bytes, Scope scope) {
			scope.parts().put(this.name, bytes);
		}

		@Override
		public boolean hasCiphertext() {
			return this.name.equals(CIPHERTEXT);
		}

	}

	/**
	 * Concatenation of expressions.
	 */
	record Sequence(List<Expression> items) implements Expression {

		@Override
		public byte[] write(Scope scope) throws GeneralSecurityException {
			ByteArrayOutputStream joined = new ByteArrayOutputStream();
			for (Expression item : this.items) {
				joined.writeBytes(item.write(scope));
			}
			return joined.toByteArray();
		}

		/**
		 * All items except the ciphertext have a fixed length. The ciphertext is the
		 * rest.
		 */
		@Override
		public void read(byte[] bytes, Scope scope) throws GeneralSecurityException {
			int[] lengths = new int[this.items.size()];
			for (int i = 0; i < lengths.length; i++) {
				Expression item = this.items.get(i);
				lengths[i] = item.hasCiphertext() ? 0 : item.write(scope).length;
			}
			int rest = bytes.length - Arrays.stream(lengths).sum();
			int start = 0;
			for (int i = 0; i < lengths.length; i++) {
				boolean takesRest = this.items.get(i).hasCiphertext();
				int end = start + (takesRest ? rest : lengths[i]);
				if (rest < 0 || end > bytes.length) {
					throw new GeneralSecurityException("The token is too short");
				}
				this.items.get(i).read(Arrays.copyOfRange(bytes, start, end), scope);
				start = end;
			}
		}

		@Override
		public boolean hasCiphertext() {
			return this.items.stream().anyMatch(Expression::hasCiphertext);
		}

	}

	/**
	 * Encoding of an expression.
	 */
	record Encoded(ByteFunction encoder, ByteFunction decoder, Expression content) implements Expression {

		@Override
		public byte[] write(Scope scope) throws GeneralSecurityException {
			return this.encoder.apply(this.content.write(scope));
		}

		@Override
		public void read(byte[] bytes, Scope scope) throws GeneralSecurityException {
			byte[] decoded;
			try {
				decoded = this.decoder.apply(bytes);
			}
			catch (IllegalArgumentException ex) {
				// Without the cause, whose message may show a part of the token.
				throw new GeneralSecurityException("The token is not encoded as it should be");
			}
			this.content.read(decoded, scope);
		}

		@Override
		public boolean hasCiphertext() {
			return this.content.hasCiphertext();
		}

	}

	/**
	 * Result of a function that cannot be reversed.
	 */
	record Computed(Computation computation, Expression content) implements Expression {

		@Override
		public byte[] write(Scope scope) throws GeneralSecurityException {
			return this.computation.apply(this.content.write(scope), scope);
		}

	}

	/**
	 * Function of bytes.
	 */
	@FunctionalInterface
	interface ByteFunction {

		byte[] apply(byte[] bytes) throws GeneralSecurityException;

	}

	/**
	 * Function of bytes and the scope.
	 */
	@FunctionalInterface
	interface Computation {

		byte[] apply(byte[] bytes, Scope scope) throws GeneralSecurityException;

	}

}
