package io.github.smsgist.internal.http;

/**
 * Thrown when something essential cannot be read from an answer.
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
