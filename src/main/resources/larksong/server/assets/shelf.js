// Lets the sound go on while one browses, copies addresses, and works without a network.
"use strict";
const script = document.currentScript.dataset;
const home = new URL(script.base, location).href;
const assets = new URL(script.root + "assets/", location).href;

if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register(home + "worker.js", { scope: home }).catch(() => {});
}

const load = (name) =>
  new Promise((done, failed) => {
    const element = document.createElement("script");
    element.src = assets + name;
    element.onload = done;
    element.onerror = failed;
    document.head.append(element);
  });

// The player is large, so it comes with the first episode that is opened.
let player = null;
const players = () => {
  if (!player) {
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = assets + "plyr.css";
    document.head.append(style);
    player = load("plyr.min.js").then(() => load("player.js"));
    player.catch(() => {
      player = null; // the next page tries again
    });
  }
  return player;
};

const arrive = (back) => {
  const main = document.getElementById("main");
  if (main.dataset.hue) document.documentElement.style.setProperty("--hue", main.dataset.hue);
  for (const button of document.querySelectorAll("button[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      button.textContent = "Copied";
    });
  }
  if (document.querySelector("main .player")) {
    players().then(() => Listening.arrive(home, assets, back)).catch(() => {});
  }
};
arrive(false);

const swup = new Swup({
  containers: [".top", "#main"],
  animationSelector: false,
  cache: false,
  linkSelector: "a[href]:not([data-at]):not([href^='#'])",
  ignoreVisit: (url, { el } = {}) =>
    Boolean(el?.closest("[data-no-swup]")) || /\.(mp3|xml|opml|json)$/.test(url.split(/[?#]/)[0]),
});
swup.hooks.before("content:replace", () => {
  if (window.Listening) Listening.leave();
});
swup.hooks.on("page:view", (visit) => {
  arrive(visit.history.popstate);
  const heading = document.querySelector("main h1");
  if (heading && !document.getElementById(location.hash.slice(1))) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
});
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "get") return;
  event.preventDefault();
  swup.navigate(form.action + "?" + new URLSearchParams(new FormData(form)));
});
