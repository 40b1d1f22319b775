// Calls to this application.

const root = document.body.dataset.root;

/**
 * A call that failed, with the problem detail that was answered, if any.
 */
export class Problem extends Error {

	constructor(detail) {
		super(detail.detail);
		this.title = detail.title;
		this.retryAfter = detail.retryAfter;
		this.outcomeUnknown = detail.outcome !== 'not_processed';
	}

}

/**
 * Make a call.
 * @param {string} method the HTTP method
 * @param {string} path the path, relative to the application's root
 * @param {object} [body] what to send as JSON
 * @param {object} [headers] more headers
 * @returns {Promise<object|null>} the answer
 */
export async function call(method, path, body, headers = {}) {
	let response;
	try {
		response = await fetch(root + path, {
			method,
			body: body && JSON.stringify(body),
			headers: body ? { 'Content-Type': 'application/json', ...headers } : headers,
		});
	}
	catch {
		throw new Problem({ title: 'No answer', detail: 'This application does not answer. Check that it is still running.' });
	}
	const text = await response.text();
	const answer = (text && /json/.test(response.headers.get('Content-Type'))) ? JSON.parse(text) : null;
	if (!response.ok) {
		throw new Problem(answer?.detail ? answer
			: { title: 'Not done', detail: `This application answered with ${response.status}.` });
	}
	return answer;
}

/**
 * Read the health of the application, which has a body whatever its status.
 * @returns {Promise<object>} the health of SMSGist
 */
export async function health() {
	const response = await fetch(root + 'actuator/health');
	return (await response.json()).components?.smsgist ?? {};
}

/**
 * Open the stream of changes.
 * @returns {EventSource} the stream
 */
export function changes() {
	return new EventSource(root + 'console/events');
}
