// The deliveries of webhooks, and one of them in full.

import { call, get } from './api.js';
import { detail, facts, requestPill } from './detail.js';
import { duration, element, time, when } from './format.js';
import { Rows, found } from './rows.js';

const rows = new Rows({
	name: 'webhooks',
	path: 'console/webhooks',
	key: (delivery) => String(delivery.number),
	render: renderRow,
	changed: (answer) => found('webhooks', answer, 'delivery', () => answer.url
		? [element('p', {}, 'No delivery yet.'), element('p.hint', {}, `Events will go to ${answer.url}.`)]
		: [element('p', {}, 'No webhook is registered.'), element('p.hint', {}, 'Set smsgist.webhook.secret in the application, or register one: '),
			element('pre.source', { tabIndex: 0 }, `curl -d '{"url":"http://localhost:8080/smsgist/webhook","secret":"a-secret"}' ${location.origin}/_sandbox/webhooks`)]),
});

const panel = detail(document.getElementById('webhook'), 'webhooks', (number) => get(`console/webhooks/${encodeURIComponent(number)}`), renderDetail);

export function show(id) {
	rows.select(id);
	return panel.show(id);
}

export const refresh = () => Promise.all([rows.refresh(), panel.refresh()]);

function renderRow(link, delivery) {
	link.append(
		element('span.line', {}, element('span.who', {}, delivery.event), element('span.when', {}, when(delivery.time))),
		element('span.line', {}, element('span.what', {}, delivery.recipient ?? delivery.message_id, delivery.attempt > 1 ? ` · attempt ${delivery.attempt}` : ''),
			requestPill(delivery.status)));
}

function renderDetail(delivery) {
	const result = element('p.result', { role: 'status' });
	const again = (variant, label, done) => element('button', { type: 'button', onclick: async () => {
		try {
			await call('POST', `console/webhooks/${delivery.number}/send`, { variant });
			result.dataset.kind = 'done';
			result.textContent = done;
		}
		catch (problem) {
			result.dataset.kind = 'failed';
			result.textContent = problem.message;
		}
	} }, label);
	return [
		element('header.detail-head', {}, element('h2', {}, delivery.event), element('div.tags', {}, requestPill(delivery.status))),
		element('div.actions', {}, again('again', 'Send again', 'Sent again.'), again('late', 'Sign late', 'Sent, signed as if ten minutes ago.'),
			again('twice', 'Send twice', 'Sent twice.'), again('reversed', 'Send in reverse', 'All of this message’s events are sent again, the last one first.'),
			again('bad_signature', 'Sign wrongly', 'Sent with a wrong signature.')),
		result,
		facts([['Delivered to', delivery.url], ['At', time(delivery.time)], ['Took', duration(delivery.duration_millis)], ['Attempt', String(delivery.attempt)],
			['Message', element('a', { href: `#messages/${encodeURIComponent(delivery.message_id)}` }, delivery.message_id)]]),
		element('section', {}, element('h3', {}, 'Body'), element('pre.source', { tabIndex: 0 }, delivery.body ?? 'No longer kept')),
	];
}
