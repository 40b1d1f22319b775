// The console: what happens is pushed by the server, what the person does goes to the REST API.

import { refresh } from './account.js';
import * as calls from './calls.js';
import { afterSend } from './compose.js';
import * as messages from './messages.js';
import './sandbox.js';
import { changes } from './service.js';

const CONNECT_AGAIN = 5000;

function connect() {
	const stream = changes();
	const notice = document.getElementById('connection');
	stream.addEventListener('open', () => {
		notice.hidden = true;
		document.body.dataset.connected = 'true';
	});
	stream.addEventListener('error', () => {
		notice.hidden = false;
		document.body.dataset.connected = 'false';
		if (stream.readyState === EventSource.CLOSED) {
			setTimeout(connect, CONNECT_AGAIN);
		}
	});
	stream.addEventListener('everything', ({ data }) => {
		const everything = JSON.parse(data);
		messages.showAll(everything.messages);
		calls.showAll(everything.calls);
		refresh();
	});
	stream.addEventListener('message', ({ data }) => messages.showOne(JSON.parse(data)));
	stream.addEventListener('call', ({ data }) => calls.showOne(JSON.parse(data)));
}

afterSend(refresh);
messages.afterMove(refresh);
connect();
