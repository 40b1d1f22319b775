// The journal of everything that came in, and one request in full.

import { get } from './api.js';
import { copyButton, detail, facts, requestPill } from './detail.js';
import { duration, element, time, when } from './format.js';
import { Rows, filters, found } from './rows.js';

const rows = new Rows({
	name: 'requests',
	path: 'console/requests',
	key: (request) => String(request.number),
	render: renderRow,
	changed: (answer) => found('requests', answer, 'request', () => [element('p', {}, 'No request yet.'),
		element('p.hint', {}, 'Every request that reaches the sandbox is kept here, refused ones with the reason.')]),
});

filters(document.getElementById('requests-filters'), rows);

const panel = detail(document.getElementById('request'), 'requests', (number) => get(`console/requests/${encodeURIComponent(number)}`), renderDetail);

export function show(id) {
	rows.select(id);
	return panel.show(id);
}

export const refresh = () => Promise.all([rows.refresh(), panel.refresh()]);

function renderRow(link, request) {
	link.append(
		element('span.line', {}, element('span.who.mono', {}, `${request.method} ${request.path}`), element('span.when', {}, when(request.time))),
		element('span.line', {}, element('span.what', {}, request.reason ?? request.fault ?? (request.key ? `key ${request.key}` : 'no key')),
			requestPill(request.status)));
}

function renderDetail(request) {
	return [
		element('header.detail-head', {}, element('h2.mono', {}, `${request.method} ${request.path}`),
			element('div.tags', {}, requestPill(request.status), request.fault ? element('span.tag', {}, `Fault: ${request.fault}`) : null)),
		request.reason ? element('p.result', { 'data-kind': request.status >= 400 || request.status === 0 ? 'failed' : 'done' }, request.reason) : null,
		facts([['Received', time(request.time)], ['Took', duration(request.duration_millis)], ['Idempotency key', request.key, true],
			['Message', request.message_id ? element('a', { href: `#messages/${encodeURIComponent(request.message_id)}` }, request.message_id) : null]]),
		message('Request', request.request_headers, request.request_body,
			copyButton('Copy as curl', async () => (await get(`console/requests/${request.number}/curl`)).curl)),
		message('Response', request.response_headers, request.response_body),
	];
}

function message(name, headers, body, ...actions) {
	return element('section', {}, element('div.section-head', {}, element('h3', {}, name), ...actions),
		headers?.length ? element('details', {}, element('summary', {}, 'Headers'),
			element('pre.source', { tabIndex: 0 }, headers.join('\n'))) : null,
		element('pre.source', { tabIndex: 0 }, pretty(body) || 'No body'));
}

function pretty(body) {
	try {
		return JSON.stringify(JSON.parse(body), null, 2);
	}
	catch {
		return body;
	}
}
