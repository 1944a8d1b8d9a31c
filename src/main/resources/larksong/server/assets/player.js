// Follows the sound: marks the sentence and the chapter that are heard, jumps where one clicks,
// remembers the place. The sound itself is the browser's; without this script it still plays.
"use strict";
const audio = document.querySelector("audio");
if (audio) {
  const key = "larksong:" + audio.dataset.guid;
  const sentences = Array.from(document.querySelectorAll(".transcript a[data-at]"));
  const chapters = Array.from(document.querySelectorAll(".chapters a[data-at]"));
  const reduced = matchMedia("(prefers-reduced-motion: reduce)");
  let followed = null;

  const at = (link) => Number(link.dataset.at);
  const heard = (links) => links.findLast((link) => at(link) <= audio.currentTime + 0.05);

  const mark = (links, current) => {
    for (const link of links) {
      if (link === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };

  const follow = () => {
    const sentence = heard(sentences);
    mark(chapters, heard(chapters));
    if (sentence === followed) return;
    followed = sentence;
    mark(sentences, sentence);
    if (sentence && !audio.paused) {
      const box = sentence.getBoundingClientRect();
      if (box.top < 120 || box.bottom > innerHeight - 60) {
        sentence.scrollIntoView({ block: "center", behavior: reduced.matches ? "auto" : "smooth" });
      }
    }
  };

  const jump = (seconds) => {
    audio.currentTime = Math.max(0, Math.min(seconds, audio.duration || seconds));
    follow();
  };

  for (const link of sentences.concat(chapters)) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      jump(at(link));
      audio.play();
    });
  }

  audio.addEventListener("timeupdate", follow);
  audio.addEventListener("seeked", follow);
  audio.addEventListener("pause", () => {
    try { localStorage.setItem(key, String(audio.currentTime)); } catch { /* private window */ }
  });
  audio.addEventListener("ended", () => {
    try { localStorage.removeItem(key); } catch { /* private window */ }
  });
  addEventListener("pagehide", () => audio.dispatchEvent(new Event("pause")));
  audio.addEventListener("loadedmetadata", () => {
    try {
      const kept = Number(localStorage.getItem(key));
      if (kept > 5 && kept < audio.duration - 10) audio.currentTime = kept;
    } catch { /* private window */ }
  }, { once: true });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, button, audio")) return;
    if (event.key === " " && !event.target.closest("a")) {
      event.preventDefault();
      if (audio.paused) audio.play(); else audio.pause();
    } else if (event.key === "ArrowLeft") {
      jump(audio.currentTime - 15);
    } else if (event.key === "ArrowRight") {
      jump(audio.currentTime + 30);
    }
  });

  if ("mediaSession" in navigator) {
    const cover = document.querySelector(".lead img");
    navigator.mediaSession.metadata = new MediaMetadata({
      title: audio.dataset.title,
      artist: audio.dataset.show,
      artwork: cover ? [{ src: cover.src, sizes: "1400x1400", type: "image/jpeg" }] : [],
    });
    navigator.mediaSession.setActionHandler("seekbackward", () => jump(audio.currentTime - 15));
    navigator.mediaSession.setActionHandler("seekforward", () => jump(audio.currentTime + 30));
    const chapter = (step) => {
      const index = chapters.indexOf(heard(chapters)) + step;
      if (chapters[index]) jump(at(chapters[index]));
    };
    navigator.mediaSession.setActionHandler("previoustrack", () => chapter(-1));
    navigator.mediaSession.setActionHandler("nexttrack", () => chapter(1));
  }
}
