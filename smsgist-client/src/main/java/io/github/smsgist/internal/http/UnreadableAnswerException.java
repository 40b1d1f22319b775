package io.github.smsgist.internal.http;

/**
 * Thrown when a required field of an answer cannot be read.
 */
final class UnreadableAnswerException extends RuntimeException {

	/**
	 * Create an exception.
	 * @param problem what is wrong with the answer, as part of a sentence
	 */
	UnreadableAnswerException(String problem) {
		super(problem);
	}

}
