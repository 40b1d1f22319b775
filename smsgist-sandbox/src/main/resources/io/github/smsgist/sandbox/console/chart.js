// Requests per second by outcome, as bars.

import { get } from './api.js';
import { element, plural } from './format.js';

const SPAN = 90;

const OUTCOMES = [['accepted', 'accepted'], ['refused', 'refused'], ['limited', '429'], ['failed', '5xx or no answer']];

const SVG = 'http://www.w3.org/2000/svg';

function shape(name, attributes) {
	const made = document.createElementNS(SVG, name);
	for (const [key, value] of Object.entries(attributes)) {
		made.setAttribute(key, value);
	}
	return made;
}

function niceMaximum(value) {
	const magnitude = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
	return [1, 2, 5, 10].map((factor) => factor * magnitude).find((maximum) => maximum >= value);
}

function draw(figure, seconds) {
	const totals = Object.fromEntries(OUTCOMES.map(([name]) => [name, seconds.reduce((sum, second) => sum + second[name], 0)]));
	const highest = niceMaximum(Math.max(...seconds.map((second) => OUTCOMES.reduce((sum, [name]) => sum + second[name], 0))));
	const svg = shape('svg', { viewBox: `0 0 ${SPAN * 10} 100`, preserveAspectRatio: 'none', 'aria-hidden': 'true' });
	for (const part of [0.5, 1]) {
		svg.append(shape('line', { x1: 0, x2: SPAN * 10, y1: 100 - 96 * part, y2: 100 - 96 * part, class: 'grid' }));
	}
	seconds.forEach((second, index) => {
		let y = 100;
		for (const [name] of OUTCOMES) {
			const height = second[name] / highest * 96;
			if (height > 0) {
				y -= height;
				svg.append(shape('rect', { x: index * 10 + 1, y, width: 8, height, class: name }));
			}
		}
	});
	const summary = OUTCOMES.filter(([name]) => totals[name] > 0).map(([name, word]) => `${totals[name]} ${word}`).join(', ');
	figure.replaceChildren(
		element('figcaption', {}, element('span', {}, `Requests per second, last ${SPAN} s`),
			element('ul.legend', {}, OUTCOMES.map(([name, word]) => element('li', { 'data-outcome': name }, `${word} ${totals[name] || ''}`.trim())))),
		element('div.plot', {}, element('span.scale', { 'aria-hidden': 'true' }, String(highest)), svg),
		element('p.unseen', {}, summary ? `In the last ${SPAN} seconds: ${summary}.` : `${plural(0, 'request')} in the last ${SPAN} seconds.`));
}

/**
 * Keep a chart up to date for as long as it is in sight.
 */
export function chart(figure) {
	let reading = false;
	const update = async () => {
		if (reading || document.hidden || figure.offsetParent === null) {
			return;
		}
		reading = true;
		try {
			draw(figure, (await get('console/rates', { seconds: SPAN })).seconds);
		}
		catch {
			// The notice above says that the connection is lost.
		}
		reading = false;
	};
	setInterval(update, 1000);
	return update;
}
