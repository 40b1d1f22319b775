// Calls to the sandbox.

const ROOT = '/_sandbox/';

/**
 * A call that failed, in a sentence.
 */
export class Problem extends Error {

}

export async function call(method, path, body) {
	let response;
	try {
		response = await fetch(ROOT + path, { method, body: body && JSON.stringify(body),
			headers: body ? { 'Content-Type': 'application/json' } : {} });
	}
	catch {
		throw new Problem('The sandbox does not answer. Is its application still running?');
	}
	let answer = null;
	try {
		answer = await response.json();
	}
	catch {
		// Said below by the status.
	}
	if (!response.ok) {
		throw new Problem(answer?.message ?? `The sandbox answered with ${response.status}.`);
	}
	return answer.data;
}

export const get = (path, parameters = {}) => {
	const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== '' && value !== null));
	return call('GET', query.size ? `${path}?${query}` : path);
};

/**
 * Listen for changes, and connect again when the sandbox is gone and comes back.
 * @param {function(object): void} changed called with the state after each change
 * @param {function(boolean): void} connected called when the connection comes or goes
 */
export function listen(changed, connected) {
	const stream = new EventSource(`${ROOT}console/events`);
	stream.addEventListener('state', ({ data }) => {
		connected(true);
		changed(JSON.parse(data));
	});
	stream.addEventListener('error', () => {
		connected(false);
		if (stream.readyState === EventSource.CLOSED) {
			setTimeout(() => listen(changed, connected), 2000);
		}
	});
	// A page that the browser keeps for "back" would keep one of its few connections to the sandbox, too.
	addEventListener('pagehide', () => stream.close(), { once: true });
	addEventListener('pageshow', ({ persisted }) => persisted && listen(changed, connected), { once: true });
}
