// The console: the sandbox says that something has changed, and what is in sight is read again.

import { call, listen } from './api.js';
import { chart } from './chart.js';
import './controls.js';
import { element, money, when } from './format.js';
import * as messages from './messages.js';
import * as requests from './requests.js';
import * as webhooks from './webhooks.js';

const views = { messages, requests, webhooks, controls: { show() {}, refresh() {} } };

const byId = (id) => document.getElementById(id);

const charts = ['requests', 'controls'].map((name) => chart(byId(`${name}-chart`)));

let current = null;

let shown = null;

let refreshing = false;

let stale = false;

function route() {
	const [name, id] = location.hash.slice(1).split('/');
	const view = views[name] ? name : 'messages';
	for (const link of document.querySelectorAll('nav a')) {
		link.toggleAttribute('data-current', link.dataset.view === view);
		if (link.dataset.view === view) {
			link.setAttribute('aria-current', 'page');
		}
		else {
			link.removeAttribute('aria-current');
		}
	}
	for (const each of Object.keys(views)) {
		byId(`view-${each}`).hidden = each !== view;
	}
	const changed = current !== view;
	current = view;
	let selected = null;
	try {
		selected = id ? decodeURIComponent(id) : null;
	}
	catch {
		// Not an address of ours.
	}
	byId(`view-${view}`).classList.toggle('has-detail', selected !== null);
	document.title = `${view[0].toUpperCase()}${view.slice(1)} · SMSGist sandbox`;
	views[view].show(selected);
	if (changed) {
		refresh();
	}
	charts.forEach((update) => update());
}

async function refresh() {
	if (refreshing) {
		stale = true;
		return;
	}
	refreshing = true;
	try {
		await views[current].refresh();
	}
	catch (problem) {
		disconnected(problem.message);
	}
	refreshing = false;
	if (stale) {
		stale = false;
		refresh();
	}
}

function disconnected(text) {
	const notice = byId('connection');
	notice.hidden = false;
	if (notice.textContent !== text) {
		notice.textContent = text;
	}
}

function count(id, number) {
	byId(id).textContent = number ? number.toLocaleString('en-GB') : '';
}

function show(state) {
	byId('available').textContent = money(state.available);
	byId('reserved').textContent = money(state.reserved);
	byId('clock-shown').hidden = !state.manual_clock;
	byId('clock').textContent = when(state.time);
	count('count-messages', state.messages);
	count('count-requests', state.requests);
	count('count-webhooks', state.deliveries);
	const active = state.active ?? [];
	byId('active').hidden = active.length === 0;
	const list = byId('active-list');
	if (list.dataset.shown !== active.join('\n')) {
		list.dataset.shown = active.join('\n');
		list.replaceChildren(...active.map((text) => element('li', {}, text)));
	}
	if (shown !== state.version) {
		shown = state.version;
		refresh();
	}
}

byId('active-clear').addEventListener('click', async () => {
	try {
		await call('DELETE', 'faults');
		byId('announcer').textContent = 'Faults cleared.';
		byId('main').focus();
	}
	catch (problem) {
		disconnected(problem.message);
	}
});

addEventListener('hashchange', route);
route();
listen(show, (connected) => {
	document.body.dataset.connected = connected;
	if (connected) {
		byId('connection').hidden = true;
	}
	else {
		disconnected('The connection to the sandbox is lost. What you see is the last state. Trying to connect again…');
	}
});
