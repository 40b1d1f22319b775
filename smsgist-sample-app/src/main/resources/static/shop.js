// Orders that are under way are looked at again, and a form is sent once.

const list = document.getElementById('orders-list');

async function refresh() {
	if (list?.querySelector('[data-under-way="true"]') && !document.hidden) {
		try {
			const response = await fetch(new URL('orders', document.baseURI));
			const html = await response.text();
			if (response.ok && html !== list.innerHTML && !list.contains(document.activeElement)) {
				// The server has escaped what is in it.
				list.innerHTML = html;
			}
		}
		catch {
			// The shop is away; it is asked again.
		}
	}
	setTimeout(refresh, 1000);
}

for (const form of document.querySelectorAll('form[data-once]')) {
	form.addEventListener('submit', (event) => {
		if (form.dataset.sent) {
			event.preventDefault();
		}
		form.dataset.sent = 'true';
	});
}
addEventListener('pageshow', () => document.querySelectorAll('form[data-once]').forEach((form) => delete form.dataset.sent));
refresh();
