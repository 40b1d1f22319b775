// How a text is cut into SMS segments, the unit that is billed: the same rules as SmsSegments of the sandbox, which a
// test compares this with.

const BASIC = '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?'
	+ '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';

const EXTENSION = '\f^{}\\[~]|€';

const SEPTETS = new Map([...BASIC].map((character) => [character, 1])
	.concat([...EXTENSION].map((character) => [character, 2])));

const GSM_7 = { name: 'GSM-7', single: 160, multiple: 153 };

const UCS_2 = { name: 'UCS-2', single: 70, multiple: 67 };

/**
 * Work out the segments of a text.
 * @param {string} text the text of an SMS
 * @returns {{encoding: string, characters: number, units: number, segments: number, remaining: number, single: number,
 * foreign: string[]}} its segments; `foreign` has the characters, each once, for which GSM-7 does not do
 */
export function segmentsOf(text) {
	const characters = [...text];
	const foreign = [...new Set(characters.filter((character) => !SEPTETS.has(character)))];
	const encoding = foreign.length ? UCS_2 : GSM_7;
	let units = 0;
	let segments = 0;
	let used = encoding.multiple;
	for (const character of characters) {
		const width = foreign.length ? character.length : SEPTETS.get(character);
		if (used + width > encoding.multiple) {
			segments++;
			used = 0;
		}
		used += width;
		units += width;
	}
	const fitsOne = units <= encoding.single;
	return {
		encoding: encoding.name,
		characters: characters.length,
		units,
		segments: fitsOne ? Math.sign(units) : segments,
		remaining: fitsOne ? encoding.single - units : encoding.multiple - used,
		single: encoding.single,
		foreign,
	};
}
