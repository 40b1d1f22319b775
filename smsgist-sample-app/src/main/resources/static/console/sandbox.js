// The controls of the sandbox, which are there only when it runs on one.

import { refresh } from './account.js';
import { addRecipient, afterSend, show } from './compose.js';
import { call } from './service.js';

const section = document.getElementById('sandbox');

const result = document.getElementById('sandbox-result');

async function command({ method, path, body, done }) {
	try {
		await call(method, `console/sandbox/${path}`, body && JSON.parse(body));
		show(result, 'done', '', done);
	}
	catch (problem) {
		show(result, 'failed', problem.title, problem.message);
	}
	refresh();
}

section?.addEventListener('click', (event) => {
	const data = event.target.closest('button')?.dataset;
	if (data?.path) {
		command(data);
	}
	else if (data?.recipient) {
		addRecipient(data.recipient);
	}
});

if (section) {
	// What was commanded for the next send has happened now.
	afterSend(() => show(result));
}
