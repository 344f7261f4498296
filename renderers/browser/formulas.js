// Makes formulas that stand by themselves as wide as their room at the most, as Marp's are.
(() => {
  const WIDE = 0.5;
  const all = [...document.querySelectorAll('span[data-math="display"] > math')];
  for (let turn = 0; turn < 2; turn += 1) {
    const wide = all.map((math) => [math, math.parentElement.getBoundingClientRect().width, math.getBoundingClientRect().width])
      .filter(([, room, width]) => room > 0 && width > room + WIDE);
    const sizes = wide.map(([math, room, width]) => (parseFloat(getComputedStyle(math).fontSize) * room) / width);
    wide.forEach(([math], index) => math.style.setProperty("font-size", `${sizes[index]}px`, "important"));
  }
  return all.length;
})();
