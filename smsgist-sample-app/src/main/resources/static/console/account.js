// Credits and health, always in view.

import { call, health } from './service.js';
import { money } from './words.js';

const HEALTH = { UP: 'SMSGist is reachable', LOW_CREDIT: 'Credits are low', DOWN: 'SMSGist cannot be used' };

const INTERVAL = 10_000;

const element = (id) => document.getElementById(id);

let due = null;

let reading = false;

/**
 * Read credits and health soon; once, however often this is called until then.
 */
export function refresh() {
	due ??= setTimeout(read, 250);
}

async function read() {
	due = null;
	if (reading) {
		refresh();
		return;
	}
	reading = true;
	await Promise.allSettled([readCredits(), readHealth()]);
	reading = false;
}

async function readCredits() {
	const target = element('credits');
	target.setAttribute('aria-busy', 'true');
	try {
		const credits = await call('GET', 'api/credits');
		for (const name of ['available', 'balance', 'reserved']) {
			element(`credits-${name}`).textContent = money(credits[name], credits.currency ?? undefined);
		}
		target.title = '';
		target.classList.remove('is-stale');
	}
	catch (problem) {
		target.title = problem.message;
		target.classList.add('is-stale');
	}
	target.setAttribute('aria-busy', 'false');
}

async function readHealth() {
	let state = { status: 'DOWN', details: { reason: 'This application does not answer. Check that it is still running.' } };
	try {
		state = await health();
	}
	catch {
		// The state above says it.
	}
	const pill = element('health');
	const text = HEALTH[state.status] ?? state.status ?? 'Health is not known';
	if (pill.textContent !== text) {
		pill.textContent = text;
	}
	pill.dataset.state = (state.status ?? 'unknown').toLowerCase();
	const reason = element('health-reason');
	reason.hidden = !state.details?.reason;
	reason.textContent = state.details?.reason ?? '';
}

setInterval(() => {
	if (!document.hidden) {
		refresh();
	}
}, INTERVAL);
document.addEventListener('visibilitychange', refresh);
refresh();
