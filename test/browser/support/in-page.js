// Runs in the page: checks.ts sends its text there. Each function gives what is wrong, in words for whoever reads the test.

const labelOf = (element) => element.textContent.trim().slice(0, 30);

const hasText = (element) =>
  [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== "");

const isShown = (element) =>
  getComputedStyle(element).clipPath === "none" &&
  element.closest(".desk-hidden, svg, option, .nl-skip-link, .desk-suggest__list") === null &&
  (element.closest("thead") === null || getComputedStyle(element.closest("thead")).clipPath === "none") &&
  element.checkVisibility();

/** Where the text of the element itself is: not that of others within, which may be there for screen readers only. */
const boxOf = (element) => {
  const range = document.createRange();
  const boxes = [...element.childNodes]
    .filter((node) => node.nodeType === 3 && node.textContent.trim() !== "")
    .map((node) => {
      range.selectNodeContents(node);
      return range.getBoundingClientRect();
    });
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    right: Math.max(...boxes.map(({ right }) => right)),
    top: Math.min(...boxes.map(({ top }) => top)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
};

const areOverEachOther = (one, other) => {
  if (one.element.contains(other.element) || other.element.contains(one.element)) return false;
  const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
  const height = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
  return width > 3 && height > 6;
};

/** Text that is laid over other text. */
export const overlaps = () => {
  const texts = [...document.querySelectorAll("body *")]
    .filter((element) => hasText(element) && isShown(element))
    .map((element) => ({ element, box: boxOf(element) }));
  return texts.flatMap((one, index) =>
    texts
      .slice(index + 1)
      .filter((other) => areOverEachOther(one, other))
      .map((other) => `${labelOf(one.element)} × ${labelOf(other.element)}`),
  );
};

/** What sticks out of the window. */
export const sticksOut = () => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  return [`${scrollWidth} px`].concat(
    [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .map((element) => `${element.tagName}.${element.getAttribute("class")}`)
      .slice(0, 5),
  );
};

/** Text that has no room: a few letters a line. */
export const squeezed = () =>
  [...document.querySelectorAll("body *")]
    .filter((element) => hasText(element) && isShown(element) && !element.matches("sup, sub"))
    .filter((element) => {
      const { left, right, top, bottom } = boxOf(element);
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      return right - left < 3 * size && bottom - top > 5 * size;
    })
    .map(labelOf);

const isCut = (element) => {
  const { overflowX, overflowY } = getComputedStyle(element);
  const wide = overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1;
  const high = overflowY !== "visible" && element.scrollHeight > element.clientHeight + 1;
  return wide || high;
};

/** Text of a chart that its edge cuts off. */
const isOutsideOfChart = (text) => {
  const edge = text.ownerSVGElement.getBoundingClientRect();
  const { left, right, top, bottom } = text.getBoundingClientRect();
  return left < edge.left - 1 || right > edge.right + 1 || top < edge.top - 1 || bottom > edge.bottom + 1;
};

/** Text of which a part is cut off. What somebody types scrolls in its field, and is excepted. */
export const cutOff = () =>
  [...document.querySelectorAll("body *")]
    .filter((element) => hasText(element) && isShown(element) && !element.matches("textarea"))
    .filter(isCut)
    .concat([...document.querySelectorAll("svg text")].filter(isOutsideOfChart))
    .map(labelOf);

/** Makes text twice as large, and nothing else; and back again. */
export const enlargeText = () => {
  document.documentElement.style.fontSize = "200%";
};
export const restoreText = () => {
  document.documentElement.style.fontSize = "";
};

const CONTROLS = "a, button, input:not([type=hidden]), select, textarea, summary";

/** Controls smaller than 24 by 24 CSS pixels (WCAG 2.5.8); links within text are excepted. */
export const smallTargets = () =>
  [...document.querySelectorAll(CONTROLS)]
    .filter(
      (element) => element.checkVisibility() && !element.matches(".nl-skip-link, a.nl-link, .desk-hidden"),
    )
    .filter((element) => {
      const { width, height } = element.getBoundingClientRect();
      return width < 24 || height < 24;
    })
    .map((element) => element.outerHTML.slice(0, 120));

/** Buttons and fields without an edge. */
export const withoutEdge = () =>
  [...document.querySelectorAll(".nl-button, .utrecht-textbox, .utrecht-select, .utrecht-textarea")]
    .filter((element) => element.checkVisibility() && getComputedStyle(element).borderTopWidth === "0px")
    .map((element) => element.outerHTML.slice(0, 100));

/** Whatever moves although the person asked for less motion. */
export const moving = () =>
  [...document.querySelectorAll("body *")]
    .filter((element) => {
      const { animationName, transitionDuration } = getComputedStyle(element);
      return animationName !== "none" || !/^0s(, 0s)*$/.test(transitionDuration);
    })
    .map((element) => element.outerHTML.slice(0, 100));

export const beginFocus = () => {
  document.activeElement?.blur();
  document.querySelector("[data-test-focus]")?.removeAttribute("data-test-focus");
  scrollTo(0, 0);
};

const isAfter = (before, now) =>
  before === null || (before.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

/** Where the focus is now: whether it can be seen, and whether it went on in the order of the page. Null at the end. */
export const focusStop = () => {
  const now = document.activeElement;
  if (now === null || now === document.body) return null;
  const before = document.querySelector("[data-test-focus]");
  before?.removeAttribute("data-test-focus");
  now.setAttribute("data-test-focus", "");
  const { outlineStyle, outlineWidth } = getComputedStyle(now);
  return {
    text: now.outerHTML.slice(0, 100),
    visible: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2,
    inOrder: isAfter(before, now),
  };
};
