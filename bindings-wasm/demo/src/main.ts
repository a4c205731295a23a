import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/wall.css";
import "./styles/panel.css";
import "./styles/pages.css";

import { App } from "./app/app";
import { applyTheme, settings } from "./app/settings";
import { Shell } from "./app/shell";
import { BoardPage } from "./pages/board";
import { EstimatePage } from "./pages/estimate";
import { FiguresPage } from "./pages/figures";
import { IntakePage } from "./pages/intake";
import { PolicyPage } from "./pages/policy";
import { ReplayPage } from "./pages/replay";
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
  new Shell(app, {
    board: (...given) => new BoardPage(...given),
    intake: (...given) => new IntakePage(...given),
    estimate: (...given) => new EstimatePage(...given),
    figures: (...given) => new FiguresPage(...given),
    replay: (...given) => new ReplayPage(...given),
    policy: (...given) => new PolicyPage(...given),
  });
} catch (error) {
  notice.textContent = fill(texts().failed, error instanceof Error ? error.message : String(error));
  throw error;
}
