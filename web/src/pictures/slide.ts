// A picture for a slide: the drawing by itself, with the styles that it has on the page, as SVG or PNG.

const STYLED = [
  "fill",
  "fill-opacity",
  "font-family",
  "font-size",
  "font-weight",
  "opacity",
  "paint-order",
  "stroke",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "stroke-opacity",
  "stroke-width",
  "text-anchor",
  "visibility",
];
const SHARPNESS = 2; // pixels of the PNG for each of the drawing

export type SlideFormat = "svg" | "png";

/** Have the browser keep a drawing as a file. */
export async function saveSlide(drawing: SVGSVGElement, name: string, format: SlideFormat): Promise<void> {
  const svg = standalone(drawing);
  save(format === "svg" ? svg : await pixels(svg, drawing), `${name}.${format}`);
}

export function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

function standalone(drawing: SVGSVGElement): Blob {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  resolve(drawing, copy);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.prepend(ground(drawing.viewBox.baseVal));
  return new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" });
}

function ground({ width, height }: DOMRect): Element {
  const rectangle = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  const fill = getComputedStyle(document.body).backgroundColor;
  for (const [name, value] of Object.entries({ width, height, fill })) rectangle.setAttribute(name, String(value));
  return rectangle;
}

function resolve(original: Element, copy: Element): void {
  const look = getComputedStyle(original);
  copy.removeAttribute("class");
  for (const name of STYLED) copy.setAttribute(name, look.getPropertyValue(name));
  for (const [place, child] of [...original.children].entries()) resolve(child, copy.children[place] as Element);
}

async function pixels(svg: Blob, { viewBox }: SVGSVGElement): Promise<Blob> {
  const address = URL.createObjectURL(svg);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const { width, height } = viewBox.baseVal;
    const canvas = Object.assign(document.createElement("canvas"), {
      width: width * SHARPNESS,
      height: height * SHARPNESS,
    });
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture came of the drawing"))));
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}
