// The two forms.

import { addressesIn, phoneNumbersIn } from './recipients.js';
import { call } from './service.js';
import { segmentsOf } from './sms-segments.js';
import { money, plural } from './words.js';

const element = (id) => document.getElementById(id);

/**
 * What one unit costs: what the sandbox charges, or what the last receipt said. Unknown before, on the real service.
 */
const prices = document.body.dataset.sandbox === 'true' ? { sms: 0.03, email: 0.01 } : {};

const onSent = [];

/**
 * Have a function called after each send.
 * @param {function(): void} listener the function
 */
export function afterSend(listener) {
	onSent.push(listener);
}

/**
 * Add a recipient to the form it fits.
 * @param {string} recipient a phone number or an address
 */
export function addRecipient(recipient) {
	const kind = recipient.includes('@') ? 'email' : 'sms';
	showTab(element(`tab-${kind}`));
	const field = element(`${kind}-to`);
	field.value = [field.value.trim().replace(/[,;]$/, ''), recipient].filter(Boolean).join(', ');
	field.dispatchEvent(new Event('input', { bubbles: true }));
	field.focus();
}

function newKey() {
	// randomUUID() is for secure contexts only, which plain http in a local network is not.
	return crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))]
		.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const cost = (price, units) => price === undefined ? 'cost known after the first send' : money(price * units);

function measureSms() {
	const numbers = phoneNumbersIn(element('sms-to').value);
	const size = segmentsOf(element('sms-text').value);
	element('sms-count').textContent = numbers.length ? plural(numbers.length, 'recipient') : '';
	element('sms-characters').textContent = plural(size.characters, 'character');
	element('sms-segments').textContent = plural(size.segments, 'segment');
	element('sms-left').textContent = `${size.remaining} left`;
	element('sms-alphabet').textContent = size.encoding;
	element('sms-alphabet').dataset.encoding = size.encoding;
	element('sms-cost').textContent = cost(prices.sms, numbers.length * size.segments);
	const note = element('sms-encoding');
	note.hidden = !size.foreign.length;
	note.textContent = size.foreign.length ? foreignNote(size) : '';
}

function foreignNote({ foreign, single }) {
	const shown = foreign.slice(0, 5).map((character) => `“${character}”`).join(' ');
	const more = foreign.length > 5 ? ` and ${foreign.length - 5} more` : '';
	const verb = foreign.length === 1 ? 'is' : 'are';
	return `${shown}${more} ${verb} not in the GSM-7 alphabet, so one segment has room for ${single} characters, not 160.`;
}

function measureEmail() {
	const addresses = addressesIn(element('email-to').value);
	element('email-count').textContent = addresses.length ? plural(addresses.length, 'recipient') : '';
	element('email-cost').textContent = cost(prices.email, addresses.length);
}

const route = (form) => form.querySelector('input[type=radio]:checked').value;

const FORMS = {
	sms: {
		path: 'api/sms',
		measure: measureSms,
		missing: () => [
			[phoneNumbersIn(element('sms-to').value).length === 0, 'sms-to', 'Say whom the SMS is for.'],
			[element('sms-text').value.trim() === '', 'sms-text', 'Write the message.'],
		],
		message: (form) => ({
			recipients: phoneNumbersIn(element('sms-to').value),
			message: element('sms-text').value,
			route: route(form),
		}),
	},
	email: {
		path: 'api/emails',
		measure: measureEmail,
		missing: () => [
			[addressesIn(element('email-to').value).length === 0, 'email-to', 'Say whom the email is for.'],
			[element('email-subject').value.trim() === '', 'email-subject', 'Give the email a subject.'],
			[element('email-body').value.trim() === '', 'email-body', 'Write the email’s body.'],
		],
		message: (form) => ({
			recipients: addressesIn(element('email-to').value),
			subject: element('email-subject').value,
			body: element('email-body').value,
			fromName: element('email-from').value.trim() || null,
			replyTo: element('email-reply').value.trim() || null,
			noTracking: !element('email-tracking').checked,
			route: route(form),
		}),
	},
};

function setUp(kind) {
	const { path, measure, missing, message } = FORMS[kind];
	const form = element(`panel-${kind}`);
	const button = element(`${kind}-send`);
	const result = element(`${kind}-result`);
	const label = button.textContent;
	let key = newKey();
	let sending = false;

	form.addEventListener('input', (event) => {
		// Another message is another occasion. The same one, tried again, keeps its key and is sent once.
		key = newKey();
		button.textContent = sending ? button.textContent : label;
		event.target.removeAttribute('aria-invalid');
		measure();
	});

	form.addEventListener('submit', async (event) => {
		event.preventDefault();
		if (sending) {
			return;
		}
		const lacking = missing().filter(([lacks]) => lacks);
		if (lacking.length) {
			lacking.forEach(([, id]) => element(id).setAttribute('aria-invalid', 'true'));
			show(result, 'failed', '', lacking.map(([, , text]) => text).join(' '));
			element(lacking[0][1]).focus();
			return;
		}
		sending = true;
		const sentKey = key;
		button.setAttribute('aria-disabled', 'true');
		button.textContent = 'Sending…';
		show(result);
		let next = label;
		try {
			const receipt = await call('POST', path, message(form), { 'Idempotency-Key': sentKey });
			prices[kind] = receipt.costPerUnit ?? prices[kind];
			key = newKey();
			show(result, 'done', 'Accepted', receiptText(receipt));
		}
		catch (problem) {
			if (!problem.outcomeUnknown && key === sentKey) {
				key = newKey();
			}
			else if (key === sentKey) {
				next = 'Try again, with the same key';
			}
			const wait = problem.retryAfter ? ` Wait ${problem.retryAfter} s.` : '';
			show(result, 'failed', problem.title, problem.message + wait);
		}
		sending = false;
		button.removeAttribute('aria-disabled');
		button.textContent = next;
		measure();
		onSent.forEach((listener) => listener());
	});

	// What a browser restored after a reload.
	measure();
}

function receiptText({ recipientsCount, segments, totalCost }) {
	const parts = [plural(recipientsCount, 'recipient')];
	if (segments) {
		parts.push(plural(segments, 'segment'));
	}
	return `${[...parts, money(totalCost)].join(', ')}.`;
}

/**
 * Show what came of something.
 * @param {HTMLElement} target where
 * @param {string} [kind] `done` or `failed`; nothing to clear it
 * @param {string} [title] a few words
 * @param {string} [text] a sentence
 */
export function show(target, kind, title, text) {
	target.dataset.kind = kind ?? '';
	target.replaceChildren();
	if (title) {
		const strong = document.createElement('strong');
		strong.textContent = `${title}. `;
		target.append(strong);
	}
	if (text) {
		target.append(text);
	}
}

function showTab(selected) {
	for (const tab of document.querySelectorAll('[role=tab]')) {
		const chosen = tab === selected;
		tab.setAttribute('aria-selected', chosen);
		tab.tabIndex = chosen ? 0 : -1;
		element(tab.getAttribute('aria-controls')).hidden = !chosen;
	}
}

function setUpTabs() {
	const tabs = [...document.querySelectorAll('[role=tab]')];
	tabs.forEach((tab, index) => {
		tab.addEventListener('click', () => showTab(tab));
		tab.addEventListener('keydown', (event) => {
			const target = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
			if (target !== undefined) {
				event.preventDefault();
				const next = tabs[(target + tabs.length) % tabs.length];
				showTab(next);
				next.focus();
			}
		});
	});
}

setUpTabs();
setUp('sms');
setUp('email');
