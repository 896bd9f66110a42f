// Keeps the pages that must open without a network: the one page of the application and the files that the form on site
// stands on. Everything else goes to the network, and no answer of the API is ever kept.
const KEPT = 'wufei-page-1'
const PATIENCE_MS = 4000

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('message', (event) => {
  const files = event.data && event.data.keep
  if (!Array.isArray(files)) return
  event.waitUntil(
    (async () => {
      const kept = await caches.open(KEPT)
      const wanted = ['/', ...files]
      await Promise.all(wanted.map(async (file) => (file !== '/' && (await kept.match(file))) || kept.add(new Request(file, { cache: 'no-cache' })).catch(() => undefined)))
      // files of a former version go once the new one is whole
      const missing = (await Promise.all(wanted.map((file) => kept.match(file)))).some((one) => one === undefined)
      // said only now: whoever goes out believes it
      if (event.ports[0]) event.ports[0].postMessage({ whole: !missing })
      if (!missing) for (const request of await kept.keys()) if (!wanted.includes(new URL(request.url).pathname)) await kept.delete(request)
    })(),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin || url.pathname.startsWith('/api/')) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else if (url.pathname.startsWith('/assets/') || url.pathname === '/mark.svg') event.respondWith(caches.match(request.url).then((kept) => kept ?? fetch(request)))
})

/** The network's page where it answers in time, the kept one otherwise. */
async function page(request) {
  const kept = await caches.match('/')
  if (!kept) return fetch(request)
  const network = fetch(request)
  const late = new Promise((resolve) => setTimeout(() => resolve(kept), PATIENCE_MS))
  return Promise.race([network, late]).catch(() => kept)
}
