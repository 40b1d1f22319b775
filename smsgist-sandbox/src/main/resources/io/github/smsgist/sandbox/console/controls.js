// The controls: each form is one command.

import { call } from './api.js';

const number = (form, name) => {
	const value = form.elements[name].valueAsNumber;
	if (!form.elements[name].checkValidity() || Number.isNaN(value)) {
		form.elements[name].reportValidity();
		throw new Invalid();
	}
	return value;
};

class Invalid extends Error {

}

const visible = (form, name) => !form.elements[name].closest('label').hidden;

const commands = {
	async fault(form) {
		const fault = form.elements.fault.value;
		const body = { fault };
		for (const name of ['status', 'retry_after', 'duration']) {
			if (visible(form, name)) {
				body[name] = number(form, name);
			}
		}
		if (form.elements.which.value === 'rate') {
			body.rate = number(form, 'rate') / 100;
		}
		else {
			body.times = number(form, 'times');
		}
		if (form.elements.operation.value) {
			body.operations = [form.elements.operation.value];
		}
		await call('POST', 'faults', body);
		return 'Set. It is shown above for as long as it is active.';
	},
	async limit(form) {
		await call('POST', 'faults', { fault: 'rate_limit', per_second: number(form, 'per_second'), kind: form.elements.kind.value,
			retry_after: form.elements.retry_after.checked });
		return 'Limited. Clear the faults to lift it.';
	},
	async latency(form) {
		const milliseconds = number(form, 'milliseconds');
		await call('POST', 'faults', { fault: 'latency', duration: milliseconds / 1000 });
		return milliseconds ? 'Slower. Clear the faults to lift it.' : 'Answers come at once.';
	},
	async credits(form) {
		await call('PUT', 'credits', { balance: number(form, 'balance') });
		return 'Balance set.';
	},
	async clock(form) {
		await call('POST', 'clock/advance', { duration: form.elements.duration.value });
		return 'The clock is ahead.';
	},
	async recipient(form, button) {
		const recipient = form.elements.recipient.value.trim();
		if (!recipient) {
			form.elements.recipient.reportValidity();
			throw new Invalid();
		}
		await call('PUT', 'recipients', { recipient, reachable: button?.value === 'true' });
		return button?.value === 'true' ? 'Reachable from now on.' : 'Unreachable from now on.';
	},
	async 'webhook-fault'(form) {
		const body = { fault: form.elements.fault.value, times: number(form, 'times') };
		if (visible(form, 'duration')) {
			body.duration = number(form, 'duration');
		}
		await call('POST', 'webhooks/faults', body);
		return 'Set.';
	},
	async reset() {
		await call('POST', 'reset');
		return 'The sandbox is as it was at the start.';
	},
};

const actions = {
	'clear-faults': async () => {
		await call('DELETE', 'faults');
		return 'Nothing goes wrong any more.';
	},
	'no-credits': async () => {
		await call('PUT', 'credits', { balance: 0 });
		return 'The account has no credits.';
	},
};

async function run(form, command) {
	const result = form.querySelector('.result');
	try {
		const done = await command();
		result.dataset.kind = 'done';
		result.textContent = done;
	}
	catch (problem) {
		if (!(problem instanceof Invalid)) {
			result.dataset.kind = 'failed';
			result.textContent = problem.message;
		}
	}
}

/**
 * Show the fields that the choices need, and no others.
 */
function arrange(form) {
	for (const label of form.querySelectorAll('[data-for]')) {
		label.hidden = !label.dataset.for.split(' ').includes(form.elements.fault.value);
	}
	for (const label of form.querySelectorAll('[data-which]')) {
		label.hidden = label.dataset.which !== form.elements.which.value;
	}
}

for (const form of document.querySelectorAll('form[data-control]')) {
	form.noValidate = true;
	arrange(form);
	form.addEventListener('input', () => arrange(form));
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		run(form, () => commands[form.dataset.control](form, event.submitter));
	});
	form.addEventListener('click', ({ target }) => {
		const action = target.dataset?.action;
		if (action) {
			run(form, actions[action]);
		}
	});
}
