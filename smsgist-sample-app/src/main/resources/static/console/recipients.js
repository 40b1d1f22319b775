// Recipients as people type or paste them.

const digitsOf = (text) => text.replace(/\D/g, '').length;

/**
 * Read phone numbers, separated by commas, semicolons, white space or new lines. White space within a number is none
 * that separates: "+233 24 597 2246, 0201234567" are two.
 * @param {string} text what was typed
 * @returns {string[]} the numbers, each once
 */
export function phoneNumbersIn(text) {
	const numbers = [];
	for (const part of text.split(/[,;\n]+/)) {
		let number = '';
		for (const piece of part.trim().split(/\s+/)) {
			const begins = piece.startsWith('+') || (digitsOf(number) >= 9 && (piece.startsWith('0') || digitsOf(piece) >= 7));
			if (number && begins) {
				numbers.push(number);
				number = piece;
			}
			else {
				number += piece;
			}
		}
		numbers.push(number);
	}
	return [...new Set(numbers.filter(Boolean))];
}

/**
 * Read email addresses, separated by commas, semicolons, white space or new lines.
 * @param {string} text what was typed
 * @returns {string[]} the addresses, each once
 */
export function addressesIn(text) {
	return [...new Set(text.split(/[,;\s]+/).filter(Boolean))];
}
