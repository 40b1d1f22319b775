// Orders that are under way are looked at again, and a form is sent once.

const list = document.getElementById('orders-list');

const text = (element) => element.textContent.replace(/\s+/g, ' ').trim();

async function refresh() {
	if (list?.querySelector('[data-under-way="true"]') && !document.hidden) {
		try {
			const response = await fetch(list.dataset.source);
			if (response.redirected) {
				location.reload(); // The customer has to sign in again.
				return;
			}
			const fresh = document.createElement('div');
			fresh.innerHTML = await response.text(); // The server has escaped what is in it.
			if (response.ok && text(fresh) !== text(list) && !list.contains(document.activeElement)) {
				list.replaceChildren(...fresh.childNodes);
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
