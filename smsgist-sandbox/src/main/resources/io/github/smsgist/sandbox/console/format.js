// Numbers, times and states in words, and elements in one expression.

const DATE_TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

const TIME = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

const STATES = { queued: 'Queued', sent: 'Sent', delivered: 'Delivered', failed: 'Failed', partial: 'Partly failed', pending: 'Pending' };

const REASONS = { 0: 'No answer', 200: 'OK', 201: 'Created', 400: 'Bad request', 401: 'Unauthorized', 402: 'Payment required',
	403: 'Forbidden', 404: 'Not found', 405: 'Method not allowed', 409: 'Conflict', 413: 'Too large', 422: 'Unprocessable',
	429: 'Too many requests', 500: 'Server error', 502: 'Bad gateway', 503: 'Unavailable' };

export const plural = (count, noun, nouns = `${noun}s`) => `${count.toLocaleString('en-GB')} ${count === 1 ? noun : nouns}`;

export const money = (amount) => (amount === null || amount === undefined) ? '—'
	: `GHS ${amount.toFixed(Math.abs(Math.round(amount * 100) / 100 - amount) < 1e-9 ? 2 : 4)}`;

export const state = (word) => STATES[word] ?? word;

export const service = (word) => ({ sms: 'SMS', email: 'Email' })[word] ?? word;

export const status = (code) => (code === 0) ? REASONS[0] : `${code} ${REASONS[code] ?? ''}`.trim();

export const outcome = (code) => code === 429 ? 'limited' : (code === 0 || code >= 500) ? 'failed' : code >= 400 ? 'refused' : 'accepted';

export const duration = (millis) => millis === null || millis === undefined ? '—' : millis < 10_000 ? `${Math.round(millis)} ms` : `${(millis / 1000).toFixed(1)} s`;

function dateOf(instant) {
	const date = new Date(instant);
	return Number.isNaN(date.getTime()) ? null : date;
}

/**
 * A time as a person reads it: of today the time alone, else the date too, and what cannot be shown as it came.
 */
export function when(instant, now = new Date()) {
	if (!instant) {
		return '—';
	}
	const date = dateOf(instant);
	if (date === null) {
		return String(instant);
	}
	return date.toDateString() === now.toDateString() ? TIME.format(date) : DATE_TIME.format(date);
}

export function time(instant) {
	const date = dateOf(instant);
	return element('time', { dateTime: String(instant ?? ''), title: date ? DATE_TIME.format(date) : '' }, when(instant));
}

/**
 * Make an element. Text is always text, never markup: what is shown here came from somewhere else.
 * @param {string} name the tag, with classes such as `p.hint`
 * @param {object} properties properties, `data-…` and `aria-…` attributes, and `on…` listeners
 * @param {...(Node|string|null)} children the content
 */
export function element(name, properties = {}, ...children) {
	const [tag, ...classes] = name.split('.');
	const made = document.createElement(tag);
	made.classList.add(...classes);
	for (const [key, value] of Object.entries(properties)) {
		if (key.startsWith('on')) {
			made.addEventListener(key.slice(2), value);
		}
		else if (key in made && !key.includes('-')) {
			made[key] = value;
		}
		else {
			made.setAttribute(key, value);
		}
	}
	made.append(...children.flat().filter((child) => child !== null && child !== undefined));
	return made;
}

export const pill = (word, text = state(word)) => element('span.pill', { 'data-state': word }, text);

/**
 * Text of somebody else's, which may be right-to-left or hold direction marks.
 */
export const foreign = (text, name = 'bdi') => element(name, { dir: 'auto' }, text);

/**
 * The number of a character, which may have no shape of its own.
 */
export const codePoint = (character) => `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
