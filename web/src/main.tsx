// Puts the page into the document.

import { render } from "preact";
import { App } from "./app";
import "./style/tokens.css";
import "./style/frame.css";

const place = document.getElementById("page");
if (place) render(<App />, place);
