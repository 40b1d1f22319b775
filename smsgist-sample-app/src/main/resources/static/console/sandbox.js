// The controls of the sandbox, which are there only when it runs on one.

import { refresh } from './account.js';
import { addRecipient, show } from './compose.js';
import { call } from './service.js';

const section = document.getElementById('sandbox');

async function command({ method, path, body, done }) {
	const result = document.getElementById('sandbox-result');
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
