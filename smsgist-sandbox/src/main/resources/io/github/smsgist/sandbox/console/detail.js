// What the panes beside the lists have in common.

import { duration, element, outcome, status, when } from './format.js';

/**
 * A pane that shows one thing, keeps it up to date, and says so when there is none.
 * @param {HTMLElement} pane the pane
 * @param {string} view the name of its view, to go back to
 * @param {function(string): Promise<object>} read reads the thing
 * @param {function(object): Array} render makes its content
 */
export function detail(pane, view, read, render) {
	let id = null;
	let shown = null;
	const fill = (...content) => pane.replaceChildren(...content.flat().filter(Boolean));
	const empty = () => fill(element('p.hint.nothing', {}, 'Choose one from the list to see all of it.'));
	const update = async () => {
		if (id === null) {
			return;
		}
		const asked = id;
		try {
			const thing = await read(asked);
			const version = asked + JSON.stringify(thing);
			// What has not changed is not built anew: a selection, an open list or the focus would be lost.
			if (asked === id && version !== shown) {
				const open = [...pane.querySelectorAll('details')].map((each) => each.open);
				const focused = [...pane.querySelectorAll('a, button, summary, [tabindex]')].indexOf(document.activeElement);
				shown = version;
				fill(back(), render(thing));
				[...pane.querySelectorAll('details')].forEach((each, index) => {
					each.open = open[index] ?? each.open;
				});
				if (focused >= 0) {
					([...pane.querySelectorAll('a, button, summary, [tabindex]')][focused] ?? pane).focus({ preventScroll: true });
				}
			}
		}
		catch (problem) {
			if (asked === id && shown === null) {
				fill(back(), element('p.result', { 'data-kind': 'failed' }, problem.message));
			}
		}
	};
	const back = () => element('a.back', { href: `#${view}` }, 'Back to the list');
	empty();
	return {
		async show(chosen) {
			if (chosen === id) {
				return;
			}
			id = chosen;
			shown = null;
			pane.scrollTop = 0;
			if (id === null) {
				empty();
				return;
			}
			await update();
			if (matchMedia('(max-width: 62rem)').matches) {
				pane.focus({ preventScroll: true });
				scrollTo(0, 0);
			}
		},
		refresh: update,
	};
}

export function copyButton(label, text) {
	const button = element('button.small', { type: 'button', onclick: async () => {
		try {
			await navigator.clipboard.writeText(await text());
			button.textContent = 'Copied';
			document.getElementById('announcer').textContent = 'Copied.';
		}
		catch {
			button.textContent = 'Cannot copy here';
		}
		setTimeout(() => {
			button.textContent = label;
		}, 1500);
	} }, label);
	return button;
}

/**
 * Names and values. What has no value is left out.
 */
export function facts(entries) {
	return element('dl.facts', {}, entries.filter(([, value]) => value !== null && value !== undefined && value !== '').map(([name, value, copied]) =>
		element('div', {}, element('dt', {}, name), element('dd', {}, typeof value === 'string' ? element('bdi', {}, value) : value,
			copied ? [' ', copyButton('Copy', () => value)] : null))));
}

export const requestPill = (code) => element('span.pill', { 'data-outcome': outcome(code) }, status(code));

export const requestLine = (request) => element('li', {}, element('a', { href: `#requests/${request.number}` }, `${request.method} ${request.path}`),
	requestPill(request.status), element('span.hint', {}, `${when(request.time)} · ${duration(request.duration_millis)}${request.fault ? ` · ${request.fault}` : ''}`));
