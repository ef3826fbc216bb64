"""Questions that a class talks over: each asks of its own commune what a record tells, or does not tell, of another.

Nothing is asserted; a question is there when its reason is in the record. The first `MOST` are asked.
"""

from collections.abc import Iterator

from nhanrong.records.model import Model
from nhanrong.records.practice import Practice
from nhanrong.records.vocabulary import MoneyKind

MOST = 5


def of_model(model: Model) -> list[str]:
    """The questions about a model."""
    return list(_of_model(model))[:MOST]


def of_practice(practice: Practice) -> list[str]:
    """The questions about a practice."""
    return list(_of_practice(practice))[:MOST]


def _of_model(model: Model) -> Iterator[str]:
    if model.setbacks:
        yield "Chỗ đã hỏng: ở xã ta có thể xảy ra không? Làm gì trước để tránh?"
    yield "Nhà mình có đất, nước, công, vốn như thế không? Thiếu gì?"
    if not any(line.kind is MoneyKind.PROFIT for line in model.money) and model.accounts is None:
        yield "Chưa ai tính được lãi. Ở xã ta, tiền giống, vật tư, công, giá bán bây giờ là bao nhiêu?"
    else:
        yield "Giá vật tư, giá bán bây giờ khác số ghi ở đây bao nhiêu? Tính lại thì còn lãi không?"
    if model.market:
        yield "Làm ra thì bán cho ai, ai cân, trả tiền lúc nào? Giá xuống thì ta làm gì?"
    else:
        yield "Chưa rõ bán cho ai. Trước khi làm, hỏi được ai mua chưa?"
    if model.support:
        yield "Hết hỗ trợ rồi thì có tự làm tiếp được không?"
    if model.risks and not model.setbacks:
        yield "Rủi ro nào dễ gặp nhất ở xã ta? Gặp thì xoay xở ra sao?"
    yield "Muốn thử thì thử nhỏ chừng nào, ai ghi chép, bao giờ xem lại?"


def _of_practice(practice: Practice) -> Iterator[str]:
    yield "Việc này nhà mình đang làm thế nào? Khác với các bước kể ở đây ở chỗ nào?"
    if practice.when_not:
        yield "Khi nào không nên làm: nhà mình có rơi vào trường hợp ấy không?"
    else:
        yield "Chỗ nào, lúc nào thì không nên làm? Ai đã gặp?"
    yield "Vật tư có sẵn không, mua ở đâu, giá bây giờ bao nhiêu?"
    if practice.disagreements:
        yield "Các nguồn nói khác nhau: xã ta nên thử cách nào trước, so sánh ra sao?"
    yield "Ai làm thử trước, bao giờ cả nhóm đến xem?"
