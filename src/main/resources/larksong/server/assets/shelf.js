// Copies an address where one asks for it, and lets the library work without a network.
"use strict";
for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = "Copied";
  });
}
if ("serviceWorker" in navigator) {
  const base = document.querySelector("script[data-base]").dataset.base;
  navigator.serviceWorker.register(base + "worker.js", { scope: base }).catch(() => {});
}
