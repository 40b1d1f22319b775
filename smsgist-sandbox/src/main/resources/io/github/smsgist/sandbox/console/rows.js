// A list of any length of which only the rows in sight are elements.

import { element } from './format.js';
import { get } from './api.js';

const PAGE = 100;

const BEYOND = 5;

export class Rows {

	#path;

	#key;

	#render;

	#parameters = {};

	#pages = new Map();

	#nodes = new Map();

	#total = 0;

	#generation = 0;

	#height;

	#selected = null;

	#window;

	#list;

	#changed;

	/**
	 * @param {object} options
	 * @param {string} options.name what the elements' ids begin with
	 * @param {string} options.path where the rows are read
	 * @param {function(object): string} options.key what identifies a row
	 * @param {function(HTMLElement, object): void} options.render fills a row's link
	 * @param {function(object): void} options.changed called with the whole answer after each reading
	 */
	constructor({ name, path, key, render, changed }) {
		this.#window = document.getElementById(`${name}-window`);
		this.#list = document.getElementById(`${name}-rows`);
		this.#path = path;
		this.#key = key;
		this.#render = render;
		this.#changed = changed;
		this.#window.addEventListener('scroll', () => requestAnimationFrame(() => this.#show()), { passive: true });
		this.#list.addEventListener('keydown', (event) => this.#move(event));
		new ResizeObserver(() => this.#measure()).observe(this.#window);
	}

	/**
	 * Ask for other rows, from the top.
	 */
	filter(parameters) {
		this.#parameters = parameters;
		this.#window.scrollTop = 0;
		this.refresh();
	}

	/**
	 * Read again what is in sight. What is shown stays until the answer is there.
	 */
	async refresh() {
		const generation = ++this.#generation;
		const first = Math.floor(this.#first() / PAGE);
		const last = Math.floor(this.#last() / PAGE);
		const answers = await Promise.all(Array.from({ length: last - first + 1 },
				(_, index) => this.#read(first + index)));
		if (generation !== this.#generation) {
			return;
		}
		this.#pages = new Map(answers.map((answer, index) => [first + index, answer.items]));
		this.#total = answers[0].total;
		this.#changed(answers[0]);
		this.#show();
	}

	select(key) {
		this.#selected = key;
		for (const [id, node] of this.#nodes) {
			this.#mark(id, node);
		}
	}

	#read(page) {
		return get(this.#path, { ...this.#parameters, offset: page * PAGE, limit: PAGE });
	}

	#measure() {
		this.#height = parseFloat(getComputedStyle(this.#list).getPropertyValue('--row'));
		this.#show();
	}

	#first() {
		return this.#height ? Math.max(0, Math.floor(this.#window.scrollTop / this.#height) - BEYOND) : 0;
	}

	#last() {
		const inSight = this.#height ? Math.ceil(this.#window.clientHeight / this.#height) : 20;
		return Math.max(0, Math.min(this.#total ? this.#total - 1 : 0, this.#first() + inSight + 2 * BEYOND));
	}

	#show() {
		if (!this.#height) {
			return;
		}
		this.#list.style.height = `${this.#total * this.#height}px`;
		const kept = new Set();
		for (let index = this.#first(); index <= this.#last() && index < this.#total; index++) {
			const page = Math.floor(index / PAGE);
			const item = this.#pages.get(page)?.[index % PAGE];
			if (item) {
				kept.add(this.#place(item, index));
			}
			else if (!this.#pages.has(page)) {
				this.#load(page);
			}
		}
		for (const [id, node] of this.#nodes) {
			// The focused row stays an element wherever it is scrolled to, or the keyboard would lose its place.
			if (!kept.has(id) && !node.contains(document.activeElement)) {
				node.remove();
				this.#nodes.delete(id);
			}
		}
	}

	async #load(page) {
		this.#pages.set(page, []);
		const generation = this.#generation;
		try {
			const answer = await this.#read(page);
			if (generation === this.#generation) {
				this.#pages.set(page, answer.items);
				this.#show();
			}
		}
		catch {
			this.#pages.delete(page);
		}
	}

	#place(item, index) {
		const id = this.#key(item);
		let node = this.#nodes.get(id);
		if (!node) {
			node = element('li.row', {}, element('a'));
			node.firstElementChild.setAttribute('href', `#${this.#window.id.replace('-window', '')}/${encodeURIComponent(id)}`);
			this.#nodes.set(id, node);
		}
		const version = JSON.stringify(item);
		if (node.version !== version) {
			node.version = version;
			node.firstElementChild.replaceChildren();
			this.#render(node.firstElementChild, item);
		}
		node.index = index;
		node.style.transform = `translateY(${index * this.#height}px)`;
		node.setAttribute('aria-posinset', index + 1);
		node.setAttribute('aria-setsize', this.#total);
		this.#mark(id, node);
		if (!node.isConnected) {
			this.#insert(node);
		}
		return id;
	}

	/**
	 * In the order of the list, which is the order of the Tab key.
	 */
	#insert(node) {
		const after = [...this.#list.children].find((other) => other.index > node.index);
		this.#list.insertBefore(node, after ?? null);
	}

	#mark(id, node) {
		if (id === this.#selected) {
			node.firstElementChild.setAttribute('aria-current', 'true');
		}
		else {
			node.firstElementChild.removeAttribute('aria-current');
		}
	}

	#move(event) {
		const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity }[event.key];
		const row = event.target.closest('.row');
		if (!step || !row) {
			return;
		}
		event.preventDefault();
		const index = Math.max(0, Math.min(this.#total - 1, row.index + step));
		const top = index * this.#height;
		if (top < this.#window.scrollTop) {
			this.#window.scrollTop = top;
		}
		else if (top + this.#height > this.#window.scrollTop + this.#window.clientHeight) {
			this.#window.scrollTop = top + this.#height - this.#window.clientHeight;
		}
		this.#focus(index, 20);
	}

	#focus(index, frames) {
		this.#show();
		const node = [...this.#nodes.values()].find((candidate) => candidate.index === index);
		if (node) {
			node.firstElementChild.focus({ preventScroll: true });
		}
		else if (frames > 0) {
			requestAnimationFrame(() => this.#focus(index, frames - 1));
		}
	}

}

/**
 * Have a form's fields filter rows as they are typed.
 */
export function filters(form, rows) {
	let due = null;
	const apply = () => rows.filter(Object.fromEntries(new FormData(form)));
	form.addEventListener('input', () => {
		clearTimeout(due);
		due = setTimeout(apply, 50);
	});
	form.addEventListener('submit', (event) => event.preventDefault());
}

/**
 * Show how many rows there are, or what to do when there is none.
 */
export function found(name, { total, all }, noun, emptiness) {
	document.getElementById(`${name}-found`).textContent = total === all ? '' : `${total.toLocaleString('en-GB')} of ${all.toLocaleString('en-GB')}`;
	const empty = document.getElementById(`${name}-empty`);
	const filtered = total === 0 && all > 0;
	document.getElementById(`${name}-window`).hidden = total === 0;
	empty.hidden = total > 0;
	if (total === 0) {
		empty.replaceChildren(...(filtered ? [element('p', {}, `No ${noun} matches.`)] : emptiness()));
	}
}
