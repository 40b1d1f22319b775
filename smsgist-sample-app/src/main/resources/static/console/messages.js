// The table of messages.

import { show } from './compose.js';
import { call } from './service.js';
import { money, plural, setPill, setTime, state } from './words.js';

const MOST = 200;

const sandbox = document.body.dataset.sandbox === 'true';

const body = document.getElementById('messages-rows');

const announcer = document.getElementById('announcer');

/**
 * Message id → its two rows and the version they show.
 */
const rows = new Map();

const onChange = [];

/**
 * Have a function called when a message moves.
 * @param {function(): void} listener the function
 */
export function afterMove(listener) {
	onChange.push(listener);
}

/**
 * Show all messages, and none but these.
 * @param {object[]} messages the messages, oldest first
 */
export function showAll(messages) {
	const ids = new Set(messages.map((message) => message.messageId));
	[...rows.keys()].filter((id) => !ids.has(id)).forEach(remove);
	messages.forEach((message) => {
		const row = rows.get(message.messageId);
		if (row) {
			row.version = -1;
		}
		update(message);
	});
	showEmptiness();
}

/**
 * Show a message that is new or has moved.
 * @param {object} message the message
 */
export function showOne(message) {
	const before = rows.get(message.messageId)?.status;
	if (update(message)) {
		showEmptiness();
		if (before !== message.status) {
			announcer.textContent = `${name(message)}: ${state(message.status)}`;
		}
		onChange.forEach((listener) => listener());
	}
}

const name = (message) => `${service(message)} to ${recipients(message)}`;

const service = (message) => ({ sms: 'SMS', email: 'Email' })[message.service] ?? 'Message';

function recipients({ recipients: all }) {
	if (all.length === 0) {
		return '…';
	}
	return all[0].recipient + (all.length > 1 ? ` and ${all.length - 1} more` : '');
}

function remove(id) {
	const row = rows.get(id);
	row.main.remove();
	row.detail.remove();
	rows.delete(id);
}

function showEmptiness() {
	document.getElementById('messages-empty').hidden = rows.size > 0;
	document.getElementById('messages-table').hidden = rows.size === 0;
}

function update(message) {
	const row = rows.get(message.messageId) ?? create(message.messageId);
	if (row.version >= message.version) {
		return false;
	}
	row.version = message.version;
	row.status = message.status;
	const { main, detail } = row;
	setTime(main.querySelector('.time time'), message.createdAt);
	main.querySelector('.service').textContent = service(message);
	main.querySelector('.recipients').textContent = recipients(message);
	main.querySelector('.text span').textContent = message.text ?? 'Not sent from this console';
	main.querySelector('.text').classList.toggle('is-unknown', message.text === null);
	main.querySelector('.cost').textContent = money(message.totalCost);
	setPill(main.querySelector('.pill'), message.status);
	const retry = main.querySelector('.retry');
	retry.hidden = !message.retryable;
	retry.setAttribute('aria-label', `Retry ${name(message)}`);
	main.querySelector('.toggle').setAttribute('aria-label', `Details of ${name(message)}`);
	detail.querySelector('.full-text').textContent = message.text ?? '';
	detail.querySelector('.facts').textContent = facts(message);
	updateRecipients(detail.querySelector('.recipient-list'), message.recipients);
	return true;
}

function facts(message) {
	const list = [plural(message.recipients.length, 'recipient')];
	if (message.segments) {
		list.push(plural(message.segments, 'segment'));
	}
	list.push(`id ${message.messageId}`);
	if (message.originalMessageId) {
		list.push(`retry of ${message.originalMessageId}`);
	}
	if (message.retriedAs) {
		list.push(`retried as ${message.retriedAs}`);
	}
	return list.join(' · ');
}

function updateRecipients(list, all) {
	all.forEach((recipient, index) => {
		const item = list.children[index] ?? list.appendChild(newRecipient());
		item.querySelector('.recipient').textContent = recipient.recipient;
		setPill(item.querySelector('.pill'), recipient.status);
		setTime(item.querySelector('time'), recipient.at);
		item.querySelector('.error').textContent = recipient.errorMessage ?? '';
		const reach = item.querySelector('.reach');
		reach.hidden = !(sandbox && ['failed', 'bounced'].includes(recipient.status));
		reach.setAttribute('aria-label', `Make ${recipient.recipient} reachable`);
	});
}

function newRecipient() {
	const item = document.getElementById('recipient-template').content.cloneNode(true).firstElementChild;
	const reach = item.querySelector('.reach');
	reach.addEventListener('click', (event) => attempt(event, async () => {
		const recipient = item.querySelector('.recipient').textContent;
		await call('POST', 'console/sandbox/reachable', { recipient });
		return `What is sent to ${recipient} from now on arrives.`;
	}));
	return item;
}

function create(id) {
	const [main, detail] = document.getElementById('message-template').content.cloneNode(true).children;
	const toggle = main.querySelector('.toggle');
	detail.id = `detail-${id}`;
	toggle.setAttribute('aria-controls', detail.id);
	toggle.addEventListener('click', () => open(id, detail.hidden));
	main.querySelector('.retry').addEventListener('click', (event) => attempt(event, async () => {
		const receipt = await call('POST', `api/messages/${encodeURIComponent(id)}/retry`);
		return `It is sent again to ${plural(receipt.recipientsCount, 'recipient')}, as a new message.`;
	}));
	detail.querySelector('.check-status').addEventListener('click', (event) => attempt(event, async () => {
		const status = await call('GET', `api/messages/${encodeURIComponent(id)}`);
		return `SMSGist says: ${status.status}.`;
	}));
	const row = { main, detail, version: -1, status: null };
	rows.set(id, row);
	body.prepend(main, detail);
	if (rows.size > MOST) {
		remove(rows.keys().next().value);
	}
	return row;
}

function open(id, opened) {
	const { main, detail } = rows.get(id);
	detail.hidden = !opened;
	main.querySelector('.toggle').setAttribute('aria-expanded', opened);
	main.classList.toggle('is-open', opened);
}

async function attempt(event, action) {
	const button = event.currentTarget;
	const main = button.closest('tr.message') ?? button.closest('tr').previousElementSibling;
	const id = [...rows.keys()].find((key) => rows.get(key).main === main);
	const result = rows.get(id).detail.querySelector('.result');
	if (button.getAttribute('aria-disabled') === 'true') {
		return;
	}
	button.setAttribute('aria-disabled', 'true');
	show(result);
	try {
		show(result, 'done', '', await action());
	}
	catch (problem) {
		show(result, 'failed', problem.title, problem.message);
	}
	button.removeAttribute('aria-disabled');
	open(id, true);
}
