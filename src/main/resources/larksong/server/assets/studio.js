// Shows how far the editions are that are being made.
"use strict";
const making = document.getElementById("making");
const look = async () => {
  if (document.hidden) return;
  const answer = await fetch("/studio/now").catch(() => null);
  if (!answer || !answer.ok) return;
  const words = await answer.text();
  if (words.trim() !== making.innerHTML.trim()) making.innerHTML = words;
};
setInterval(look, 2000);
