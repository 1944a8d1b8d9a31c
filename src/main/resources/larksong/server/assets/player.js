// Follows the sound: marks the sentence and the chapter that are heard, jumps where one clicks,
// remembers the place on every device, and goes on in the bar while one looks elsewhere. Plyr does
// the mechanics; without scripts the browser does.
"use strict";
const reduced = matchMedia("(prefers-reduced-motion: reduce)");
const at = (link) => Number(link.dataset.at);

// The player of one episode. Its box stands on the episode's page, or in the bar.
const listen = (box, extras, home, assets) => {
  const audio = box.querySelector("audio");
  const end = new AbortController();
  const on = (target, name, act, more) => target.addEventListener(name, act, { signal: end.signal, ...more });
  const { guid, title, show } = box.dataset;
  const address = location.href.split("#")[0];
  const cover = document.querySelector(".lead img")?.src;
  let sentences = [];
  let chapters = [];
  let times = [];
  const part = (name) => extras.querySelector(`[data-do=${name}]`);
  const said = (words) => {
    part("status").textContent = words;
  };

  const starts = Array.from(document.querySelectorAll(".chapters a[data-at]"));
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
    keyboard: { focused: true, global: false },
    tooltips: { controls: false, seek: true },
    storage: { enabled: true, key: "larksong-player" },
    iconUrl: assets + "plyr.svg",
    blankVideo: "",
    markers: {
      enabled: starts.length > 1,
      points: starts.slice(1).map((link) => ({ time: at(link), label: link.lastChild.textContent })),
    },
  });

  // What is heard.
  let followed = null;
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
  const current = () => times.findLastIndex((time) => time <= audio.currentTime + 0.05);
  const chapter = (step) => {
    const next = times[Math.max(0, current()) + step];
    if (next !== undefined) jump(next);
  };

  // When to stop.
  let until = Infinity;
  let clock = 0;
  const sleep = () => {
    audio.pause();
    until = Infinity;
    part("sleep").value = "";
    said("Stopped for the night.");
  };
  const sleepAt = (chosen) => {
    clearTimeout(clock);
    until = chosen === "chapter" ? times[current() + 1] ?? Infinity : Infinity;
    if (/^\d+$/.test(chosen)) clock = setTimeout(sleep, Number(chosen) * 60_000);
  };

  // Where one was: here, and on the other devices.
  const key = "larksong:" + guid;
  const place = home + "positions/" + guid;
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
  const wanted = () => /^#t=([\d.]+)$/.exec(location.hash);
  const resume = async () => {
    if (wanted()) return jump(Number(wanted()[1]));
    const there = await fetch(place).then((answer) => answer.json()).catch(() => ({}));
    const here = kept();
    const latest = Date.parse(there.at || 0) > Date.parse(here.at || 0) ? there : here;
    if (audio.paused && audio.currentTime < 1 && latest.seconds > 5 && latest.seconds < audio.duration - 10) {
      jump(latest.seconds);
      said("Going on where you stopped.");
    }
  };
  let noted = 0;
  on(audio, "timeupdate", () => {
    if (audio.currentTime >= until) sleep();
    follow();
    if (!audio.paused && Math.abs(audio.currentTime - noted) > 15) {
      noted = audio.currentTime;
      keep(noted);
    }
  });
  on(audio, "seeked", follow);
  on(audio, "pause", () => keep(audio.ended ? 0 : audio.currentTime));
  on(window, "pagehide", () => {
    if (!audio.paused) keep(audio.currentTime);
  });
  if (audio.readyState > 0) resume();
  else on(audio, "loadedmetadata", resume, { once: true });

  if ("mediaSession" in navigator) {
    on(audio, "play", () => {
      navigator.mediaSession.metadata = new MediaMetadata({
        title,
        artist: show,
        artwork: cover ? [{ src: cover, sizes: "1400x1400", type: "image/jpeg" }] : [],
      });
      navigator.mediaSession.setActionHandler("seekbackward", () => jump(audio.currentTime - 15));
      navigator.mediaSession.setActionHandler("seekforward", () => jump(audio.currentTime + 30));
      navigator.mediaSession.setActionHandler("previoustrack", () => chapter(-1));
      navigator.mediaSession.setActionHandler("nexttrack", () => chapter(1));
    });
  }

  // Without a network.
  if ("caches" in window && navigator.serviceWorker) {
    const button = part("offline");
    const sound = new URL(audio.getAttribute("src"), address).href;
    const told = async () => {
      const there = await (await caches.open("episodes")).match(sound);
      button.textContent = there ? "Forget the offline copy" : "Keep for offline";
      button.hidden = false;
      return there;
    };
    on(button, "click", async () => {
      const cache = await caches.open("episodes");
      try {
        if (await told()) await cache.delete(sound);
        else await cache.put(sound, await fetch(sound));
        said((await told()) ? "It plays without a network now." : "");
      } catch {
        said("It could not be kept. Is there a network, and room?");
      }
    });
    told();
  }

  on(part("previous"), "click", () => chapter(-1));
  on(part("next"), "click", () => chapter(1));
  on(part("sleep"), "change", (event) => sleepAt(event.target.value));
  extras.hidden = false;

  // Takes what belongs to the episode on its page.
  const attach = (back) => {
    sentences = Array.from(document.querySelectorAll(".transcript a[data-at]"));
    chapters = Array.from(document.querySelectorAll(".chapters a[data-at]"));
    times = chapters.map(at);
    followed = null;
    for (const link of document.querySelectorAll("main a[data-at]")) {
      on(link, "click", (event) => {
        event.preventDefault();
        jump(at(link));
        audio.play();
      });
    }
    follow();
    if (wanted() && !back && audio.readyState > 0) jump(Number(wanted()[1]));
  };
  const detach = () => {
    sentences = [];
    chapters = [];
  };
  const close = () => {
    keep(audio.ended ? 0 : audio.currentTime);
    end.abort();
    clearTimeout(clock);
    audio.pause();
    player.destroy();
    box.remove();
    extras.remove();
  };
  const press = (key) => {
    if (key === " ") player.togglePlay();
    else if (key === "ArrowLeft") jump(audio.currentTime - 15);
    else if (key === "ArrowRight") jump(audio.currentTime + 30);
    else if (/^[0-9]$/.test(key) && audio.duration) jump((audio.duration * Number(key)) / 10);
    else return false;
    return true;
  };
  attach(false);
  return { guid, box, extras, audio, title, show, address, attach, detach, close, press };
};

const bar = document.getElementById("bar");
window.Listening = {
  here: null, // on the page
  elsewhere: null, // in the bar
  quiet() {
    this.elsewhere?.close();
    this.elsewhere = null;
    this.hide();
  },
  hide() {
    bar.hidden = true;
    document.body.classList.remove("playing");
  },
  // Before another page comes: what plays goes on in the bar.
  leave() {
    const left = this.here;
    this.here = null;
    if (!left) return;
    if (left.audio.paused) return left.close();
    this.quiet();
    left.detach();
    const link = bar.querySelector("a");
    link.href = left.address;
    link.textContent = left.title;
    bar.querySelector("[data-do=place]").replaceChildren(left.box, left.extras);
    bar.hidden = false;
    document.body.classList.add("playing");
    this.elsewhere = left;
  },
  // On an episode's page: its player, which may be the one in the bar.
  arrive(home, assets, back) {
    const box = document.querySelector("main .player");
    const extras = document.querySelector("main .extras");
    if (!box || this.here?.box === box) return;
    if (this.elsewhere?.guid === box.dataset.guid) {
      this.here = this.elsewhere;
      this.elsewhere = null;
      box.replaceWith(this.here.box);
      extras.replaceWith(this.here.extras);
      this.hide();
      this.here.attach(back);
    } else {
      const mine = listen(box, extras, home, assets);
      this.here = mine;
      mine.audio.addEventListener("play", () => {
        if (this.elsewhere && this.elsewhere !== mine) this.quiet();
      });
    }
  },
};
bar.querySelector("[data-do=close]").addEventListener("click", () => window.Listening.quiet());

// Keys for what is heard; those that scroll are left alone, and so is whoever writes or chooses.
document.addEventListener("keydown", (event) => {
  const busy = event.target.closest("input, textarea, select, button, a, summary, .plyr");
  const heard = window.Listening.elsewhere ?? window.Listening.here;
  if (!heard || busy || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (heard.press(event.key)) event.preventDefault();
});
