// Numbers, times and states in words.

const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

const STATES = {
	queued: 'Queued',
	sent: 'Sent',
	delivered: 'Delivered',
	failed: 'Failed',
	partial: 'Partly delivered',
	bounced: 'Bounced',
	opened: 'Opened',
	clicked: 'Clicked',
	complained: 'Complained',
};

const REASONS = { 200: 'OK', 201: 'Created', 400: 'Bad request', 401: 'Not authorised', 402: 'Not enough credits',
	404: 'Not found', 422: 'Not valid', 429: 'Too many requests', 500: 'Server error' };

export const state = (word) => STATES[word] ?? word;

export const plural = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;

export const money = (amount, currency = 'GHS') => (amount === null || amount === undefined) ? '—'
	: `${currency} ${amount.toFixed(Math.round(amount * 100) / 100 === amount ? 2 : 4)}`;

export const answer = (status) => `${status} ${REASONS[status] ?? ''}`.trim();

export const seconds = (millis) => `${(millis / 1000).toFixed(1)} s`;

export const clock = (instant) => time.format(new Date(instant));

export function setTime(element, instant) {
	element.dateTime = instant ?? '';
	element.textContent = instant ? clock(instant) : '';
	element.title = instant ? new Date(instant).toLocaleString() : '';
}

export function setPill(element, word) {
	element.textContent = state(word);
	element.dataset.state = word;
}
