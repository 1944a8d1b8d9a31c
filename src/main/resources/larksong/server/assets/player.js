// Follows the sound: marks the sentence and the chapter that are heard, jumps where one clicks,
// remembers the place on every device. Plyr does the mechanics; without scripts the browser does.
"use strict";
const box = document.querySelector(".player");
const audio = box.querySelector("audio");
const { guid, title, show, base, root } = box.dataset;
const sentences = Array.from(document.querySelectorAll(".transcript a[data-at]"));
const chapters = Array.from(document.querySelectorAll(".chapters a[data-at]"));
const extras = document.querySelector(".extras");
const part = (name) => extras.querySelector(`[data-do=${name}]`);
const at = (link) => Number(link.dataset.at);
const heard = (links) => links.findLast((link) => at(link) <= audio.currentTime + 0.05);

const player = new Plyr(audio, {
  controls: ["rewind", "play", "fast-forward", "progress", "current-time", "duration", "mute", "volume", "settings"],
  settings: ["speed"],
  speed: { selected: 1, options: [0.8, 1, 1.2, 1.5, 1.8, 2, 2.5] },
  seekTime: 15,
  listeners: {
    fastForward: () => {
      player.forward(30);
      return false;
    },
  },
  i18n: { fastForward: "Forward 30s" },
  keyboard: { focused: true, global: true },
  tooltips: { controls: false, seek: true },
  storage: { enabled: true, key: "larksong-player" },
  iconUrl: root + "assets/plyr.svg",
  blankVideo: "",
  markers: {
    enabled: chapters.length > 1,
    points: chapters.slice(1).map((link) => ({ time: at(link), label: link.lastChild.textContent })),
  },
});
extras.hidden = false;

// What is heard.
const reduced = matchMedia("(prefers-reduced-motion: reduce)");
let followed = null;
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
    const place = sentence.getBoundingClientRect();
    if (place.top < 180 || place.bottom > innerHeight - 60) {
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
const chapter = (step) => {
  const index = Math.max(0, chapters.indexOf(heard(chapters))) + step;
  if (chapters[index]) jump(at(chapters[index]));
};
part("previous").addEventListener("click", () => chapter(-1));
part("next").addEventListener("click", () => chapter(1));

// When to stop.
let until = Infinity;
let clock = 0;
part("sleep").addEventListener("change", (event) => {
  clearTimeout(clock);
  until = Infinity;
  const chosen = event.target.value;
  if (chosen === "chapter") {
    const next = chapters[chapters.indexOf(heard(chapters)) + 1];
    until = next ? at(next) : Infinity;
  } else if (chosen) {
    clock = setTimeout(sleep, Number(chosen) * 60_000);
  }
});
const sleep = () => {
  audio.pause();
  until = Infinity;
  part("sleep").value = "";
  part("status").textContent = "Stopped for the night.";
};
audio.addEventListener("timeupdate", () => {
  if (audio.currentTime >= until) sleep();
  follow();
});
audio.addEventListener("seeked", follow);

// Where one was: here, and on the other devices.
const key = "larksong:" + guid;
const place = base + "positions/" + guid;
const keep = (seconds) => {
  try {
    localStorage.setItem(key, JSON.stringify({ seconds, at: new Date().toISOString() }));
  } catch { /* private window */ }
  fetch(place, { method: "PUT", body: seconds.toFixed(3), keepalive: true }).catch(() => {});
};
const kept = () => {
  try {
    return JSON.parse(localStorage.getItem(key)) || {};
  } catch {
    return {};
  }
};
const resume = async () => {
  const wanted = /^#t=([\d.]+)$/.exec(location.hash);
  if (wanted) return jump(Number(wanted[1]));
  const there = await fetch(place).then((answer) => answer.json()).catch(() => ({}));
  const here = kept();
  const latest = Date.parse(there.at || 0) > Date.parse(here.at || 0) ? there : here;
  if (audio.paused && audio.currentTime < 1 && latest.seconds > 5 && latest.seconds < audio.duration - 10) {
    jump(latest.seconds);
    part("status").textContent = "Going on where you stopped.";
  }
};
if (audio.readyState > 0) resume();
else audio.addEventListener("loadedmetadata", resume, { once: true });
let noted = 0;
audio.addEventListener("timeupdate", () => {
  if (!audio.paused && Math.abs(audio.currentTime - noted) > 15) {
    noted = audio.currentTime;
    keep(noted);
  }
});
audio.addEventListener("pause", () => keep(audio.ended ? 0 : audio.currentTime));
addEventListener("pagehide", () => {
  if (!audio.paused) keep(audio.currentTime);
});

// Without a network.
if ("caches" in window && navigator.serviceWorker) {
  const offline = part("offline");
  const sound = new URL(audio.getAttribute("src"), location).href;
  const told = async () => {
    const there = await (await caches.open("episodes")).match(sound);
    offline.textContent = there ? "Forget the offline copy" : "Keep for offline";
    offline.hidden = false;
    return there;
  };
  offline.addEventListener("click", async () => {
    const cache = await caches.open("episodes");
    try {
      if (await told()) await cache.delete(sound);
      else await cache.put(sound, await fetch(sound));
      part("status").textContent = (await told()) ? "It plays without a network now." : "";
    } catch {
      part("status").textContent = "It could not be kept. Is there a network, and room?";
    }
  });
  told();
}

if ("mediaSession" in navigator) {
  const cover = document.querySelector(".lead img");
  navigator.mediaSession.metadata = new MediaMetadata({
    title,
    artist: show,
    artwork: cover ? [{ src: cover.src, sizes: "1400x1400", type: "image/jpeg" }] : [],
  });
  navigator.mediaSession.setActionHandler("seekbackward", () => jump(audio.currentTime - 15));
  navigator.mediaSession.setActionHandler("seekforward", () => jump(audio.currentTime + 30));
  navigator.mediaSession.setActionHandler("previoustrack", () => chapter(-1));
  navigator.mediaSession.setActionHandler("nexttrack", () => chapter(1));
}
