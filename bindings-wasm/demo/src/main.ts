import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/wall.css";
import "./styles/panel.css";
import "./styles/pages.css";

import { App } from "./app/app";
import { applyTheme, settings } from "./app/settings";
import { Shell } from "./app/shell";
import { BoardPage } from "./pages/board";
import { fill, texts, useLanguage } from "./words/words";

useLanguage(settings.language);
applyTheme(settings.theme);
const notice = document.createElement("p");
notice.className = "starting";
notice.setAttribute("role", "status");
notice.textContent = texts().loading;
document.body.append(notice);

try {
  const app = await App.start();
  const board = (...given: ConstructorParameters<typeof BoardPage>) => new BoardPage(...given);
  new Shell(app, { board, intake: board, estimate: board, figures: board, replay: board, policy: board });
} catch (error) {
  notice.textContent = fill(texts().failed, error instanceof Error ? error.message : String(error));
  throw error;
}
