// Keeps pages that were seen and episodes that were asked for, for times without a network.
"use strict";
const PAGES = "pages";
const EPISODES = "episodes";
const scope = new URL("./", location);
const assets = new URL("../../assets/", location);

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const isSound = (url) => url.pathname.endsWith(".mp3");

// A player asks for parts; what is kept is whole.
const part = async (request, whole) => {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("Range") || "");
  if (!range) return whole;
  const bytes = await whole.arrayBuffer();
  const from = Number(range[1]);
  const to = range[2] ? Math.min(Number(range[2]), bytes.byteLength - 1) : bytes.byteLength - 1;
  return new Response(bytes.slice(from, to + 1), {
    status: 206,
    headers: {
      "Content-Type": "audio/mpeg",
      "Content-Range": `bytes ${from}-${to}/${bytes.byteLength}`,
      "Content-Length": String(to - from + 1),
    },
  });
};

const sound = async (request) => {
  const kept = await (await caches.open(EPISODES)).match(request.url);
  return kept ? part(request, kept) : fetch(request);
};

const page = async (request) => {
  const cache = await caches.open(PAGES);
  try {
    const fresh = await fetch(request);
    if (fresh.ok) cache.put(request.url, fresh.clone()).catch(() => {});
    return fresh;
  } catch (failure) {
    const kept = await cache.match(request.url);
    if (kept) return kept;
    throw failure;
  }
};

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const ours = url.href.startsWith(scope.href) || url.href.startsWith(assets.href);
  if (event.request.method !== "GET" || !ours || url.pathname.includes("/positions/")) return;
  event.respondWith(isSound(url) ? sound(event.request) : page(event.request));
});
