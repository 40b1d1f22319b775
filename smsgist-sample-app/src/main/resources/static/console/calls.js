// The log of calls to SMSGist, with each of their requests.

import { answer, clock, seconds } from './words.js';

const MOST = 50;

const list = document.getElementById('calls');

/**
 * Call id → its item and the version it shows.
 */
const items = new Map();

/**
 * Show all calls, and none but these.
 * @param {object[]} calls the calls, oldest first
 */
export function showAll(calls) {
	items.clear();
	list.replaceChildren();
	calls.forEach(showOne);
}

/**
 * Show a call that is new or has got on.
 * @param {object} call the call
 */
export function showOne(call) {
	const item = items.get(call.id) ?? create(call);
	if (item.version >= call.version) {
		return;
	}
	item.version = call.version;
	item.attempts.replaceChildren(...call.attempts.map((attempt, index) => line(attempt, index, call)));
	document.getElementById('calls-empty').hidden = true;
}

function create(call) {
	const node = document.getElementById('call-template').content.cloneNode(true).firstElementChild;
	node.querySelector('.operation').textContent = call.operation;
	const key = node.querySelector('.key');
	key.textContent = call.idempotencyKey ? `key ${shorten(call.idempotencyKey)}` : 'no key';
	key.title = call.idempotencyKey ?? 'A retry has no idempotency key, so it is not repeated when its outcome is unknown.';
	const item = { node, attempts: node.querySelector('.attempts'), version: -1 };
	items.set(call.id, item);
	list.prepend(node);
	if (items.size > MOST) {
		const oldest = items.keys().next().value;
		items.get(oldest).node.remove();
		items.delete(oldest);
	}
	return item;
}

const shorten = (key) => key.length > 14 ? `${key.slice(0, 8)}…` : key;

function line(attempt, index, call) {
	const item = document.createElement('li');
	const time = document.createElement('time');
	time.dateTime = attempt.at;
	time.textContent = clock(attempt.at);
	const text = document.createElement('span');
	text.textContent = `Attempt ${index + 1}: ${outcome(attempt)}${repetition(attempt, index, call)}`;
	item.dataset.kind = kind(attempt);
	item.append(time, text);
	return item;
}

function outcome({ status, retryAfter, noAnswer }) {
	if (noAnswer) {
		return `no answer, ${noAnswer}`;
	}
	if (status === null) {
		return 'waiting for the answer…';
	}
	const wait = retryAfter ? `, asks to wait ${/^\d+$/.test(retryAfter) ? `${retryAfter} s` : `until ${retryAfter}`}` : '';
	return answer(status) + wait;
}

function repetition({ millisSinceAnswer }, index, { idempotencyKey }) {
	if (index === 0) {
		return '';
	}
	const wait = millisSinceAnswer === null ? '' : `, ${seconds(millisSinceAnswer)} later`;
	return wait + (idempotencyKey ? ', same key' : '');
}

function kind({ status, noAnswer }) {
	if (noAnswer || status >= 400) {
		return 'failed';
	}
	return status === null ? 'waiting' : 'done';
}
