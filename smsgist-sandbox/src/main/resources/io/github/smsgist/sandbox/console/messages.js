// The messages, and one of them in full.

import { get } from './api.js';
import { copyButton, detail, facts, requestLine } from './detail.js';
import { codePoint, element, foreign, money, pill, plural, service, state, time, when } from './format.js';
import { Rows, filters, found } from './rows.js';

const pane = document.getElementById('message');

const rows = new Rows({
	name: 'messages',
	path: 'console/messages',
	key: (message) => message.message_id,
	render: renderRow,
	changed: (answer) => found('messages', answer, 'message', emptiness),
});

filters(document.getElementById('messages-filters'), rows);

const panel = detail(pane, 'messages', (id) => get(`console/messages/${encodeURIComponent(id)}`), renderDetail);

export function show(id) {
	rows.select(id);
	return panel.show(id);
}

export const refresh = () => Promise.all([rows.refresh(), panel.refresh()]);

function emptiness() {
	return [element('p', {}, 'Nothing sent yet.'),
		element('p.hint', {}, 'Point an application at this sandbox and send an SMS or an email: it appears here at once.')];
}

function recipients(message) {
	const more = message.recipients_count - 1;
	return [foreign(message.recipient ?? '—', 'bdi'), more > 0 ? ` and ${more} more` : null];
}

function renderRow(link, message) {
	link.append(
		element('span.line', {}, element('span.who', {}, element('span.channel', {}, service(message.service)), ' ', ...recipients(message)),
			element('span.when', {}, when(message.created_at))),
		element('span.line', {}, element('span.what', { dir: 'auto' }, message.otp ? element('strong.otp-tag', {}, message.otp) : null, message.preview),
			pill(message.status)));
}

function renderDetail(message) {
	const email = message.service === 'email';
	return [
		element('header.detail-head', {},
			element('h2', {}, `${service(message.service)} to `, ...recipients(message)),
			element('div.tags', {}, pill(message.status), element('span.tag', {}, message.route === 'otp' ? 'OTP' : 'Regular'),
				message.original_message_id ? element('a.tag', { href: `#messages/${encodeURIComponent(message.original_message_id)}` }, 'Retry of an earlier message') : null,
				message.redirected_to ? element('span.tag', {}, 'Test mode: went to ', foreign(message.redirected_to)) : null)),
		message.otp ? element('section.otp', { 'aria-label': 'One-time code' }, element('output', {}, message.otp), copyButton('Copy code', () => message.otp)) : null,
		email ? emailBody(message) : element('section', { 'aria-label': 'Text' }, element('p.text', { dir: 'auto' }, message.text), encoding(message)),
		element('section', {}, element('h3', {}, plural(message.recipients_count, 'recipient')), recipientList(message)),
		element('section', {}, element('h3', {}, 'Timeline'), timeline(message)),
		element('section', {}, element('h3', {}, 'Requests'), message.requests.length
			? element('ol.plain', {}, message.requests.map(requestLine)) : element('p.hint', {}, 'The requests are no longer in the journal.')),
		facts([['Id', message.message_id, true], ['Idempotency key', message.idempotency_key, true], ['Cost', money(message.total_cost)],
			['From', message.from_name], ['Reply to', message.reply_to], ['Tracking', email ? (message.no_tracking ? 'off' : 'on') : null],
			['Retried as', message.retries.length ? element('span', {}, message.retries.map((id) => element('a', { href: `#messages/${encodeURIComponent(id)}` }, id))) : null]]),
	];
}

function encoding({ encoding: size }) {
	if (!size) {
		return null;
	}
	return element('p.hint', {}, `${plural(size.characters, 'character')}, ${plural(size.segments, 'segment')}, ${size.alphabet}`,
		size.odd ? [': because of ', foreign(size.odd, 'bdi.glyph'), ` (${codePoint(size.odd)}), which GSM-7 does not have.`] : '.');
}

function emailBody(message) {
	const base = `/_sandbox/console/messages/${encodeURIComponent(message.message_id)}`;
	const views = [
		['As it looks', () => element('iframe', { title: `Email: ${message.subject ?? ''}`, src: `${base}/body`, sandbox: '', loading: 'lazy' })],
		['Plain text', () => element('pre.source', { tabIndex: 0, dir: 'auto' }, message.plain_text ?? '')],
		['Source', () => element('pre.source', { tabIndex: 0 }, message.text)],
	];
	const shown = element('div.email-view');
	const choose = (chosen) => {
		views.forEach(([, content], index) => {
			tabs.children[index].setAttribute('aria-pressed', index === chosen);
			if (index === chosen) {
				shown.replaceChildren(content());
			}
		});
	};
	const tabs = element('div.segmented', { role: 'group', 'aria-label': 'Show the email' },
		views.map(([name], index) => element('button', { type: 'button', onclick: () => choose(index) }, name)));
	choose(0);
	return element('section', { 'aria-label': 'Email' }, element('p.subject', { dir: 'auto' }, message.subject ?? '(no subject)'), tabs, shown);
}

function recipientList({ recipients: all }) {
	const shown = all.slice(0, 50);
	return element('div', {},
		element('ul.recipients', {}, shown.map(recipientLine)),
		all.length > shown.length ? element('details', {}, element('summary', {}, `${all.length - shown.length} more`),
			element('ul.recipients', {}, all.slice(shown.length).map(recipientLine))) : null);
}

const recipientLine = (recipient) => element('li', {}, foreign(recipient.recipient), pill(recipient.state),
	recipient.error_message ? element('span.error', {}, recipient.error_message) : null);

function timeline(message) {
	return element('ol.timeline', {}, message.timeline.map((entry) => element('li', { 'data-state': entry.state },
		time(entry.time), element('span', {}, state(entry.state), (entry.recipient && message.recipients_count > 1) ? [' · ', foreign(entry.recipient)] : null,
			entry.count > 1 ? ` · ${plural(entry.count, 'recipient')}` : null))));
}
