// What a recording says of how one spoke: levels of its sound → pauses, silence, spoken share.
// Nothing here touches the page, so that it can be tried on levels that are known.
export const PERIOD = 0.05;
const PAUSE = 1;
// A click of the mouse or a key in a silence is no speech.
const CLICK = 0.15;
const NOTHING = -100;
// Speech stands out of the noise by this much, or there is no silence to be found.
const APART = 10;
const UNHEARD = -55;
// Below this a room is quiet enough: breath is no speech.
const QUIETEST = -65;

// The loudness of each period, in decibels below full scale.
export function levelsOf(samples, rate, period = PERIOD) {
  const size = Math.round(rate * period);
  const levels = new Float32Array(Math.floor(samples.length / size));
  for (let frame = 0; frame < levels.length; frame += 1) {
    let sum = 0;
    for (let at = frame * size; at < (frame + 1) * size; at += 1) sum += samples[at] ** 2;
    levels[frame] = Math.max(NOTHING, 10 * Math.log10(sum / size || 1e-10));
  }
  return levels;
}

function quantile(levels, share) {
  const sorted = Float32Array.from(levels).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NOTHING;
}

// What is louder than this is speech: a third of the way from the noise to the voice.
export function thresholdOf(levels) {
  const noise = Math.max(QUIETEST, quantile(levels, 0.05));
  const voice = quantile(levels, 0.98);
  if (voice < UNHEARD) return Infinity;
  return voice - noise < APART ? -Infinity : noise + Math.max(6, 0.35 * (voice - noise));
}

// Stretches of speech as [first period, one past the last], clicks left out.
function stretches(levels, period) {
  const threshold = thresholdOf(levels);
  const found = [];
  levels.forEach((level, at) => {
    if (level <= threshold) return;
    if (found.at(-1)?.[1] === at) found.at(-1)[1] = at + 1;
    else found.push([at, at + 1]);
  });
  return found.filter(([from, to]) => (to - from) * period >= CLICK - 1e-9);
}

// Silences count between words alone: before the first and after the last one reaches for keys.
export function measure(levels, period = PERIOD) {
  const speech = stretches(levels, period);
  if (!speech.length) return { heard: false, pauses: [], silence: 0, share: 0 };
  const gaps = speech.slice(1).map(([from], place) => {
    const at = speech[place][1];
    return { at: at * period, seconds: (from - at) * period };
  });
  const spoken = speech.reduce((sum, [from, to]) => sum + to - from, 0);
  return {
    heard: true,
    pauses: gaps.filter(({ seconds }) => seconds >= PAUSE - 1e-9),
    silence: Math.max(0, ...gaps.map(({ seconds }) => seconds)),
    share: spoken / (speech.at(-1)[1] - speech[0][0]),
  };
}
